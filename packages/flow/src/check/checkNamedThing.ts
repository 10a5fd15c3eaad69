import { type Said, say } from '@patchbay/words';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { quoted } from '../words.ts';
import { type CheckContext, error, ofField, warning } from './context.ts';

const GONE = {
  flow: {
    code: 'flow_not_callable',
    problem: say('this flow is gone, or does not start when another flow calls. Choose another one.'),
  },
  table: { code: 'table_missing', problem: say('this table is gone. Choose another one.') },
};

/** Whether the flow or table that a step names is there to be worked with. */
export function checkNamedThing(context: CheckContext, step: Step): Diagnostic[] {
  const operation = context.operationOf(step);
  const thing = context.thingTypeOf(step);
  if (operation?.typedBy === undefined || thing === undefined) return [];
  const { kind, by } = operation.typedBy;
  const at = { step: step.id, field: [by] };
  const about = (problem: Said) => ofField(step, operation.input, { path: [by], problem });
  if (thing === null) return [error(GONE[kind].code, about(GONE[kind].problem), at)];
  if (thing.isOff !== true) return [];
  const isOff = say('{flow} is switched off, so calling it fails.', { flow: quoted(thing.name) });
  return [warning('called_flow_off', about(isOff), at)];
}
