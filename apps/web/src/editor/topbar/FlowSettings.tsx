import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { SelectField } from '../../ui/TextField.tsx';
import { setFlowSettings } from '../commands/setFlowSettings.ts';
import { useEditor, useSession } from '../useEditor.ts';
import { useBackCloses } from '../../ui/useBackCloses.ts';
import { AtOnce } from './AtOnce.tsx';
import { timeLimitOptions } from './timeLimitOptions.ts';

/** What holds for the flow as a whole: how long a run may take, how many go at once, and what starts when one fails. */
export function FlowSettings({ onClose }: { onClose(): void }) {
  useBackCloses(onClose);
  const { editor, role } = useSession();
  const settings = useEditor(({ flow }) => flow.settings);
  const isReadOnly = role === 'viewer';
  const limit = settings?.timeLimitMs;
  return (
    <>
      <div className="panel-head">
        <div className="grow">
          <h2>{t('Flow settings')}</h2>
          <div className="small muted">{t('They count from the next publication on')}</div>
        </div>
        <IconButton small label={t('Close')} icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onClose} />
      </div>
      <div className="panel-body fields">
        <SelectField
          label={t('Time limit of a run')}
          hint={t('From its start, waits included. A run that takes longer fails; what it has done stays done.')}
          value={limit === undefined ? '' : String(limit)}
          disabled={isReadOnly}
          options={timeLimitOptions(limit)}
          onText={(text) =>
            void editor.execute(setFlowSettings({ timeLimitMs: text === '' ? undefined : Number(text) }))
          }
        />
        <AtOnce isReadOnly={isReadOnly} />
        <OnFailure chosen={settings?.onFailure} isReadOnly={isReadOnly} />
      </div>
    </>
  );
}

type Watchers = Answers['flow']['listWatchers'];

function OnFailure({ chosen, isReadOnly }: { chosen: string | undefined; isReadOnly: boolean }) {
  const { editor, flowId, workspaceId } = useSession();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.flow.listWatchers.queryOptions({ workspaceId }));
  const watchers = (data ?? []).filter(({ id }) => id !== flowId);
  const named = watchers.filter(({ scope }) => scope === 'named');
  const anyway = watchers.filter(({ scope, active }) => scope === 'workspace' && active);
  const isListed = chosen === undefined || named.some(({ id }) => id === chosen);
  const isGone = !isListed && data !== undefined;
  return (
    <>
      <SelectField
        label={t('When a run fails, start')}
        hint={named.length === 0 ? undefined : t('It is given the flow, the run and the error.')}
        error={
          isGone ? t('This flow is gone, or no longer starts with “When a flow fails”. Choose another.') : undefined
        }
        value={chosen ?? ''}
        disabled={isReadOnly}
        options={[
          { value: '', label: t('No other flow') },
          ...named.map(({ id, name, active }) => ({ value: id, label: active ? name : t('{name} (off)', { name }) })),
          ...(isListed ? [] : [{ value: chosen, label: isGone ? t('A flow that is gone') : t('Looking…') }]),
        ]}
        onText={(text) => void editor.execute(setFlowSettings({ onFailure: text === '' ? undefined : text }))}
      />
      {data !== undefined && named.length === 0 && (
        <p className="help">
          {t(
            'No flow can be chosen yet. Make one that starts with “When a flow fails” and publish it; it then stands here.',
          )}
        </p>
      )}
      {anyway.length > 0 && <Anyway watchers={anyway} />}
    </>
  );
}

/** Flows that need not be named: they start whenever any flow of the workspace fails. */
function Anyway({ watchers }: { watchers: Watchers }) {
  return (
    <section className="listen" aria-label={t('Started by every failure')}>
      <b>{t('Started by every failure of the workspace')}</b>
      <ul className="watchers">
        {watchers.map(({ id, name }) => (
          <li key={id}>
            <Link to="/flows/$flowId" params={{ flowId: id }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
