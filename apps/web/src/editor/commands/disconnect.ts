import type { EdgeId } from '@patchbay/flow';
import type { Command } from './command.ts';
import { withoutEdges } from './edits.ts';

/** Takes wires out. The steps stay where they are. */
export function disconnect(edges: readonly EdgeId[]): Command {
  return {
    id: 'edges.disconnect',
    label: edges.length === 1 ? 'remove a wire' : `remove ${edges.length} wires`,
    canRun: ({ flow }) => edges.some((id) => flow.edges[id] !== undefined),
    run: (state) => ({ ...state, flow: withoutEdges(state.flow, new Set(edges)) }),
  };
}
