import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { FlowRow } from '../../api/types.ts';
import { Chain } from '../../ui/Chain.tsx';
import { Deadline, RelativeTime } from '../../ui/RelativeTime.tsx';
import { Badge, StatusBadge } from '../../ui/StatusBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { FlowMenu } from './FlowMenu.tsx';
import { FlowSwitch } from './FlowSwitch.tsx';
import { RunBars } from './RunBars.tsx';
import './flows.css';
import { T } from '../../texts/T.tsx';
import { t, tn } from '../../texts/t.ts';

const heads = [
  { text: t('On or off'), hidden: true },
  t('Flow'),
  t('State'),
  t('Last runs'),
  { text: t('Changed'), className: 'wide-only' },
  { text: t('More'), hidden: true },
];

/** The flows, a row each; on phones a card each. */
export function FlowTable({ flows, mayEdit }: { flows: readonly FlowRow[]; mayEdit: boolean }) {
  return (
    <Table label={t('Flows')} heads={heads}>
      {flows.map((flow) => (
        <FlowTableRow key={flow.id} flow={flow} mayEdit={mayEdit} />
      ))}
    </Table>
  );
}

function FlowTableRow({ flow, mayEdit }: { flow: FlowRow; mayEdit: boolean }) {
  return (
    <tr data-link className="flow-row">
      <td className="flow-switch">
        <FlowSwitch flow={flow} disabled={!mayEdit} />
      </td>
      <td className="fill flow-what">
        <div className="row">
          <FlowChain flow={flow} />
          <div className="grow">
            <div className="t1 cut">
              <Link to="/flows/$flowId" params={{ flowId: flow.id }} className="row-link" title={flow.name} dir="auto">
                {flow.name}
              </Link>
            </div>
            <div className="t2 cut">
              {flow.lookError ?? secondLine(flow)}
              {flow.lookError === null && flow.nextAt !== null && (
                <>
                  {' · '}
                  <T text="next {time}" time={<Deadline at={flow.nextAt} />} />
                </>
              )}
            </div>
          </div>
        </div>
      </td>
      <td className="flow-state">
        <FlowState flow={flow} />
      </td>
      <td className="flow-run">
        <div className="row">
          <RunBars flow={flow} />
          {flow.lastRun ? (
            <Link to="/runs/$runId" params={{ runId: flow.lastRun.id }} className="run-link">
              <StatusBadge status={flow.lastRun.status} />
              <span className="t2">
                <RelativeTime at={flow.lastRun.at} />
              </span>
            </Link>
          ) : (
            <span className="t2">{t('no runs yet')}</span>
          )}
        </div>
      </td>
      <td className="t2 wide-only">
        <RelativeTime at={flow.updatedAt} />
      </td>
      <td className="flow-more">
        <FlowMenu flow={flow} mayEdit={mayEdit} />
      </td>
    </tr>
  );
}

function FlowChain({ flow: { chain, chainMore, active } }: { flow: FlowRow }) {
  const tiles = chain.map(({ name, category, icon: mark, ...uses }) => ({
    name,
    category,
    icon: tileIcon(uses),
    ...(mark !== undefined && { mark }),
  }));
  return (
    <span className="flow-chain">
      {chain.length === 0 ? (
        <span className="t2">{t('no steps yet')}</span>
      ) : (
        <Chain tiles={tiles} more={chainMore} lit={active} />
      )}
    </span>
  );
}

function FlowState({ flow }: { flow: FlowRow }) {
  if (flow.lookError === null) return <StatusBadge status={stateOf(flow)} />;
  return (
    <span title={flow.lookError}>
      <Badge tone="danger" icon={IconAlertTriangle}>
        {t('Looking fails')}
      </Badge>
    </span>
  );
}

function stateOf(flow: FlowRow): 'on' | 'off' | 'draft' {
  if (flow.active) return 'on';
  return flow.liveVersion === null ? 'draft' : 'off';
}

function secondLine(flow: FlowRow): string {
  const parts = [
    flow.liveVersion === null ? t('never published') : t('version {liveVersion}', { liveVersion: flow.liveVersion }),
  ];
  if (flow.liveVersion !== null && flow.hasChanges) parts.push(t('changes not published'));
  if (flow.problems > 0 && flow.chain.length > 0)
    parts.push(tn(flow.problems, '1 thing to fix', '{count} things to fix'));
  return parts.join(' · ');
}
