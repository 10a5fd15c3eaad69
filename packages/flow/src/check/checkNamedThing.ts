import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { quoted } from '../words.ts';
import { type CheckContext, error, warning } from './context.ts';
import { fieldInWords } from './fieldInWords.ts';

const GONE = {
  flow: {
    code: 'flow_not_callable',
    words: 'this flow is gone, or does not start when another flow calls. Choose another one.',
  },
  table: { code: 'table_missing', words: 'this table is gone. Choose another one.' },
};

/** Whether the flow or table that a step names is there to be worked with. */
export function checkNamedThing(context: CheckContext, step: Step): Diagnostic[] {
  const operation = context.operationOf(step);
  const thing = context.thingTypeOf(step);
  if (operation?.typedBy === undefined || thing === undefined) return [];
  const { kind, by } = operation.typedBy;
  const at = { step: step.id, field: [by] };
  const field = `${quoted(step.name)}, ${fieldInWords(operation.input, [by])}:`;
  if (thing === null) return [error(GONE[kind].code, `${field} ${GONE[kind].words}`, at)];
  if (thing.isOff !== true) return [];
  return [warning('called_flow_off', `${field} ${quoted(thing.name)} is switched off, so calling it fails.`, at)];
}
