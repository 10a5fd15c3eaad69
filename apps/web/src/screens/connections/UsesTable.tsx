import { Link } from '@tanstack/react-router';
import type { ConnectionRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Uses } from './useUses.ts';

type Use = Uses['flows'][number];

const heads = [t('Flow'), t('State'), t('Steps'), t('If the account goes')];

/** The flows that use an account: their steps, each a link, and what becomes of them without it. */
export function UsesTable({ uses, connection }: { uses: Uses; connection: ConnectionRow }) {
  if (uses.flows.length === 0) return <NothingUsesIt connection={connection} />;
  return (
    <Table label={t('What uses it')} heads={heads}>
      {uses.flows.map((use) => (
        <tr key={use.id}>
          <td className="t1">
            <Link to="/flows/$flowId" params={{ flowId: use.id }}>
              {use.name}
            </Link>
          </td>
          <td>
            <StatusBadge status={statusOf(use)} />
          </td>
          <td className="steps-cell">
            <StepLinks use={use} />
          </td>
          <td className="t2">{use.stops ? <b className="stops">{t('Stops')}</b> : whyNot(use)}</td>
        </tr>
      ))}
      {uses.callers.map(({ id, name }) => (
        <tr key={id}>
          <td className="t1">
            <Link to="/flows/$flowId" params={{ flowId: id }}>
              {name}
            </Link>
          </td>
          <td>
            <StatusBadge status="on" />
          </td>
          <td className="t2">{t('calls a flow that stops')}</td>
          <td className="t2">
            <b className="stops">{t('Stops')}</b>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function NothingUsesIt({ connection }: { connection: ConnectionRow }) {
  return (
    <div className="card">
      <EmptyState
        title={t('No flow uses it')}
        actions={
          <Link
            to="/connectors/$connectorId"
            params={{ connectorId: connection.connector }}
            className={buttonClass({})}
          >
            {t('See what it can do')}
          </Link>
        }
      >
        {t('Choose it in a step of a flow. It can be disconnected without stopping anything.')}
      </EmptyState>
    </div>
  );
}

/** The steps of what is live and of the draft; where both have a step, it is said once. */
function StepLinks({ use: { id: flowId, live, draft } }: { use: Use }) {
  const inDraft = new Set(draft.map(({ id }) => id));
  const inLive = new Set(live.map(({ id }) => id));
  const steps = [...live.filter(({ id }) => !inDraft.has(id)), ...draft];
  return (
    <ul>
      {steps.map(({ id, name, isOff }) => (
        <li key={id}>
          {inDraft.has(id) ? (
            <Link to="/flows/$flowId" params={{ flowId }} search={{ step: id }}>
              {name}
            </Link>
          ) : (
            name
          )}
          <span className="t2">{whereWords({ isLive: inLive.has(id), isInDraft: inDraft.has(id), isOff })}</span>
        </li>
      ))}
    </ul>
  );
}

function whereWords({ isLive, isInDraft, isOff }: { isLive: boolean; isInDraft: boolean; isOff: boolean }): string {
  const where = isLive && isInDraft ? [] : [isLive ? t('live only') : t('draft only')];
  return [...where, ...(isOff ? [t('switched off')] : [])].join(', ');
}

function statusOf({ active, isPublished }: Use): string {
  if (!isPublished) return 'draft';
  return active ? 'on' : 'off';
}

/** Why it goes on, or does not run anyway. */
function whyNot({ active, isPublished, live }: Use): string {
  if (!isPublished) return t('Not published yet');
  if (live.length === 0) return t('Goes on: only the draft has it');
  return active ? t('Goes on: the step is switched off') : t('Is off');
}
