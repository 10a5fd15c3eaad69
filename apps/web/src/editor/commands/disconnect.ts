import type { EdgeId } from '@patchbay/flow';
import { tn } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { withoutEdges } from './edits.ts';

/** Takes wires out. The steps stay where they are. */
export function disconnect(edges: readonly EdgeId[]): Command {
  return {
    id: 'edges.disconnect',
    label: tn(edges.length, 'remove a wire', 'remove {count} wires'),
    canRun: ({ flow }) => edges.some((id) => flow.edges[id] !== undefined),
    run: (state) => ({ ...state, flow: withoutEdges(state.flow, new Set(edges)) }),
  };
}
