import type { FlowDocument } from '@patchbay/flow';
import { t } from '../../texts/t.ts';

/** How the server calls a flow that nobody has named. */
export const UNTITLED = 'Untitled flow';

const LONGEST = 120;

/** A name for a flow after what it begins with: “Order arrives, then Create contact”. Undefined until two steps are wired. */
export function nameAfterSteps({ steps, edges }: FlowDocument): string | undefined {
  const wires = Object.values(edges);
  const reached = new Set(wires.map(({ to }) => to));
  const first = wires.find(({ from }) => !reached.has(from));
  const start = first && steps[first.from];
  const next = first && steps[first.to];
  if (start === undefined || next === undefined) return undefined;
  return t('{asHappening}, then {name}', { asHappening: asHappening(start.name), name: next.name })
    .slice(0, LONGEST)
    .trim();
}

/** “When a request arrives” as “Request arrives”. */
function asHappening(name: string): string {
  const rest = name.replace(/^when (an? )?/i, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
