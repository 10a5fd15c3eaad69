import type { FlowSettings } from '@patchbay/flow';
import type { Command } from './command.ts';

type Change = { [Name in keyof FlowSettings]?: FlowSettings[Name] | undefined };

/** Changes what holds for the flow as a whole. A setting that is given as undefined is taken away. */
export function setFlowSettings(change: Change): Command {
  return {
    id: 'flow.setSettings',
    label: 'change the settings of the flow',
    run(state) {
      const { settings, ...flow } = state.flow;
      const next: Change = { ...settings, ...change };
      if (next.timeLimitMs === settings?.timeLimitMs && next.onFailure === settings?.onFailure) return state;
      const { timeLimitMs, onFailure } = next;
      const kept = { ...(timeLimitMs !== undefined && { timeLimitMs }), ...(onFailure !== undefined && { onFailure }) };
      return { ...state, flow: Object.keys(kept).length === 0 ? flow : { ...flow, settings: kept } };
    },
  };
}
