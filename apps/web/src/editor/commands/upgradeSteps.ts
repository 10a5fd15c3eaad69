import type { Mapping, Step, StepId } from '@patchbay/flow';
import { tn } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { withSteps } from './edits.ts';

/** One step that goes over to another version of its connector, and the inputs it has then. */
export type Upgrade = { step: StepId; version: string; inputs: Record<string, Mapping> };

/** Lets steps use another version of their connector: a newer one, or by undo the one they had. */
export function upgradeSteps(upgrades: readonly Upgrade[]): Command {
  return {
    id: 'steps.upgrade',
    label: tn(upgrades.length, 'use the newer version', 'use the newer version in {count} steps'),
    canRun: ({ flow }) => upgrades.some(({ step, version }) => isOther(flow.steps[step], version)),
    run(state) {
      const changed = upgrades.flatMap(({ step: id, version, inputs }) => {
        const step = state.flow.steps[id];
        return step !== undefined && isOther(step, version)
          ? [{ ...step, uses: { ...step.uses, version }, inputs }]
          : [];
      });
      return changed.length === 0 ? state : { ...state, flow: withSteps(state.flow, changed) };
    },
  };
}

function isOther(step: Step | undefined, version: string): boolean {
  return step !== undefined && step.uses.version !== version;
}
