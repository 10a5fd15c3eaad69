import { applyFix, type Diagnostic, type Fix } from '@patchbay/flow';
import { toldTitle } from '../../texts/told.ts';
import type { Command } from './command.ts';

/** Does what a finding of the check offers. One undo takes it back. */
export function fixProblem(diagnostic: Diagnostic, fix: Fix): Command {
  const title = toldTitle(fix);
  return {
    id: 'flow.fixProblem',
    label: title.charAt(0).toLowerCase() + title.slice(1),
    run(state, ids) {
      const flow = applyFix(state.flow, { diagnostic, fix, newEdge: () => ids.edge() });
      return flow === state.flow ? state : { ...state, flow };
    },
  };
}
