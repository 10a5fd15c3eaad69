import type { RunEvent } from '@patchbay/execution';
import { t } from '../../texts/t.ts';
import { logLines } from './logLines.ts';

/** What the journal says of one step, in order. */
export function RunLog({ events, path }: { events: readonly RunEvent[]; path: string }) {
  const lines = logLines(events, path);
  if (lines.length === 0) return <p className="muted">{t('The journal says nothing of its own about this step.')}</p>;
  return (
    <ol className="run-log">
      {lines.map(({ at, words, isBad }) => (
        <li key={`${at} ${words}`} data-bad={isBad || undefined}>
          <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  );
}

function clock(at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }).format(at);
}
