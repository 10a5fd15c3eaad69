import { Tooltip } from '@mantine/core';
import type { FlowRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { Switch } from '../../ui/Switch.tsx';
import { useSwitchFlow } from './useFlowActions.ts';

/** On or off, at once. A flow that was never published cannot be switched on: there is no version to run. */
export function FlowSwitch({ flow, disabled }: { flow: FlowRow; disabled: boolean }) {
  const setActive = useSwitchFlow();
  const shown = setActive.isPending ? setActive.variables.active : flow.active;
  const neverPublished = flow.liveVersion === null;
  const control = (
    <Switch
      label={`${flow.name}: ${neverPublished ? t('publish it first, then it can be switched on') : t('on')}`}
      checked={shown}
      disabled={disabled || neverPublished}
      onToggle={(active) => setActive.mutate({ flowId: flow.id, active })}
    />
  );
  if (!neverPublished) return control;
  return (
    <Tooltip label={t('Publish it first, then it can be switched on.')}>
      <span>{control}</span>
    </Tooltip>
  );
}
