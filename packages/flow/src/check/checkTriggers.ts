import { say } from '@patchbay/words';
import type { Diagnostic } from '../diagnostic.ts';
import { quoted } from '../words.ts';
import { type CheckContext, warning } from './context.ts';

/** What is wrong with triggers beside each other: one that leads nowhere, and a second one of a kind of which one counts. */
export function checkTriggers({ document, graph, operationOf, isOff }: CheckContext): Diagnostic[] {
  const triggers = Object.values(document.steps).filter(
    (step) => operationOf(step)?.kind === 'trigger' && !isOff(step),
  );
  if (triggers.length < 2) return [];
  const idle = triggers.filter(({ id }) => graph.outgoing(id).length === 0);
  const twins = [...Map.groupBy(triggers, (step) => operationOf(step)?.startedBy)].flatMap(([by, same]) =>
    by === 'failure' || by === 'flow' ? same.slice(1).map((step) => ({ step, first: same[0] ?? step })) : [],
  );
  const hasSteps = triggers.length < Object.keys(document.steps).length;
  return [
    ...(hasSteps ? idle : []).map(({ id, name }) =>
      warning(
        'trigger_leads_nowhere',
        say('{name} starts this flow and leads to no step. Connect it to the first one or delete it.', {
          name: quoted(name),
        }),
        { step: id },
      ),
    ),
    ...twins.map(({ step, first }) =>
      warning(
        'trigger_twice',
        say('{name} never starts this flow, since {first} does so for the same. Delete one of them.', {
          name: quoted(step.name),
          first: quoted(first.name),
        }),
        { step: step.id },
      ),
    ),
  ];
}
