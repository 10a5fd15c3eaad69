import type { Operation } from '@patchbay/connector';
import { answerFields } from './operations/answerFields.ts';
import { ask } from './operations/ask.ts';
import { classify } from './operations/classify.ts';
import { extract } from './operations/extract.ts';
import { summarise } from './operations/summarise.ts';
import type { Provider } from './provider.ts';

/** What people ask models for, the same whoever runs them. */
export function askOperations(provider: Provider): Readonly<Record<string, Operation>> {
  return {
    ask: ask(provider),
    answerFields: answerFields(provider),
    classify: classify(provider),
    extract: extract(provider),
    summarise: summarise(provider),
  };
}
