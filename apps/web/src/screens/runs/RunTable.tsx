import { Link } from '@tanstack/react-router';
import type { RunRow } from '../../api/types.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { durationText } from '../../ui/relativeTime.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import './runs.css';
import { t } from '../../texts/t.ts';
import { errorWords, gistWords } from './gistWords.ts';
import { waitSentence } from './waitSentence.ts';

/** Runs, a row each; on phones a card each. `withFlow`: runs of several flows, so each says of which. */
export function RunTable({ runs, withFlow }: { runs: readonly RunRow[]; withFlow: boolean }) {
  const heads = [
    t('State'),
    withFlow ? t('Flow') : t('Run'),
    t('Started'),
    t('Took'),
    { text: t('Version'), className: 'wide-only' },
  ];
  return (
    <Table label={t('Runs')} heads={heads}>
      {runs.map((run) => (
        <tr key={run.id} data-link className="run-row">
          <td className="run-state">
            <StatusBadge status={run.status} />
          </td>
          <td className="fill">
            <div className="t1 cut">
              <Link to="/runs/$runId" params={{ runId: run.id }} className="row-link" dir="auto">
                {withFlow ? run.flowName : (gistWords(run) ?? whatHappened(run))}
              </Link>
            </div>
            <div className="t2 cut">{withFlow ? whichRun(run) : ofFlow(run)}</div>
          </td>
          <td className="t2 run-at">
            <RelativeTime at={run.startedAt} />
          </td>
          <td className="t2 run-took">{run.durationMs === null ? t('not finished') : durationText(run.durationMs)}</td>
          <td className="wide-only">
            {run.mode === 'mock' ? <StatusBadge status="mock" /> : <span className="t2">{versionText(run)}</span>}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function whatHappened(run: RunRow): string {
  const error = errorWords(run);
  if (error !== undefined) return error;
  if (run.status === 'succeeded')
    return run.mode === 'mock' ? t('Tried on sample data. Nothing was sent.') : t('All steps went well.');
  if (run.status === 'cancelled')
    return run.parent === null ? t('Stopped by a person.') : t('Stopped, by a person or with the flow that called it.');
  if (run.status === 'needs_attention') return t('A step needs a decision.');
  if (run.status === 'failed') return t('A step failed.');
  return run.status === 'waiting' ? waitSentence(run.waits) : t('Runs now.');
}

/** Among runs of several flows: which one it was, and what else is to be said of it. */
function whichRun(run: RunRow): string {
  const gist = gistWords(run);
  const isPlain = run.status === 'succeeded' && run.mode === 'live' && run.parent === null;
  if (gist === undefined) return withCaller(run);
  return isPlain ? gist : `${gist} — ${withCaller(run)}`;
}

function ofFlow(run: RunRow): string {
  return gistWords(run) === undefined ? sourceOf(run) : withCaller(run);
}

function withCaller(run: RunRow): string {
  const happened = whatHappened(run);
  return run.parent === null ? happened : `${happened} ${calledBy(run.parent)}.`;
}

function calledBy({ flowName }: NonNullable<RunRow['parent']>): string {
  return t('Called by “{flowName}”', { flowName });
}

function sourceOf(run: RunRow): string {
  if (run.parent !== null)
    return t('{calledBy}, version {version}', { calledBy: calledBy(run.parent), version: run.version });
  if (run.mode === 'mock') return t('tried in the builder');
  return run.version === null ? t('live, with the draft') : t('live, version {version}', { version: run.version });
}

function versionText(run: RunRow): string {
  return run.version === null ? 'draft' : `v${run.version}`;
}
