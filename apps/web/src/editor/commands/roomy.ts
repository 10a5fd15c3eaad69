import type { FlowDocument, StepId } from '@patchbay/flow';
import type { Command } from './command.ts';
import { makeRoom } from './makeRoom.ts';
import { framesInsideOut } from './framesInsideOut.ts';

/** How large every step of a document is drawn, frames grown around what stands in them. */
export type Heights = (flow: FlowDocument) => ReadonlyMap<StepId, { width: number; height: number }>;

/** The command, after which frames that grew push down what comes after them: a step is never covered by a frame. */
export function roomy(command: Command, heights: Heights): Command {
  return {
    ...command,
    run(state, ids) {
      const next = command.run(state, ids);
      if (next.flow.steps === state.flow.steps) return next;
      const flow = withRoom(next.flow, heights);
      return flow === next.flow ? next : { ...next, flow };
    },
  };
}

/** Inner frames first: what grows in them makes the outer ones grow. */
function withRoom(flow: FlowDocument, heights: Heights): FlowDocument {
  let next = flow;
  for (const frame of framesInsideOut(flow)) {
    const step = next.steps[frame];
    const height = heights(next).get(frame)?.height;
    if (step === undefined || height === undefined) continue;
    const bottom = step.position.y + height;
    const after = Object.values(next.edges).filter(({ from, to }) => from === frame && next.steps[to] !== undefined);
    for (const { to } of after) next = isBelow(next, to, step.position.y) ? makeRoom(next, to, bottom) : next;
  }
  return next;
}

/** Who put a step beside or above the frame wants it there. */
function isBelow(flow: FlowDocument, id: StepId, top: number): boolean {
  return (flow.steps[id]?.position.y ?? 0) > top + HEAD;
}

const HEAD = 44;
