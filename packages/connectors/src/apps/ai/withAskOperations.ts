import type { AnswerRules, Connector } from '@patchbay/connector';
import { askOperations } from './askOperations.ts';
import type { Provider } from './provider.ts';

/** A provider's connector with the questions people ask of models in front of what its API does besides. */
export function withAskOperations(connector: Connector, provider: Provider, answerRules: AnswerRules): Connector {
  const asked = Object.entries(askOperations(provider)).map(([name, operation]) => [
    name,
    { ...operation, answerRules },
  ]);
  return { ...connector, operations: { ...Object.fromEntries(asked), ...connector.operations } };
}
