import type { FlowSettings } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { sameJson } from '../document/sameJson.ts';
import type { Command } from './command.ts';

type Change = { [Name in keyof FlowSettings]?: FlowSettings[Name] | undefined };

/** Changes what holds for the flow as a whole. A setting that is given as undefined is taken away. */
export function setFlowSettings(change: Change): Command {
  return {
    id: 'flow.setSettings',
    label: t('change the settings of the flow'),
    run(state) {
      const { settings, ...flow } = state.flow;
      const next: Change = { ...settings, ...change };
      const { timeLimitMs, onFailure, atOnce, key } = next;
      const kept = {
        ...(timeLimitMs !== undefined && { timeLimitMs }),
        ...(onFailure !== undefined && { onFailure }),
        ...(atOnce !== undefined && { atOnce }),
        ...(key !== undefined && { key }),
      };
      if (sameJson(kept, settings ?? {})) return state;
      return { ...state, flow: Object.keys(kept).length === 0 ? flow : { ...flow, settings: kept } };
    },
  };
}
