import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';
import { durationText } from '../../ui/relativeTime.ts';
import { Badge } from '../../ui/StatusBadge.tsx';
import { timeParts } from './timeParts.ts';

type Trace = Answers['run']['listRequests'][number];

/** What a step really sent over the wire and got back, request by request. Asked for when somebody unfolds it. */
export function Requests({ runId, path, attempts }: { runId: string; path: string; attempts: number }) {
  const [isOpen, setOpen] = useState(false);
  const trpc = useTRPC();
  const query = useQuery(trpc.run.listRequests.queryOptions({ runId, path }, { enabled: isOpen, staleTime: 1_000 }));
  return (
    <details className="raw" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('What was sent and received, request by request')}</summary>
      {query.isPending && isOpen && <p className="small muted">{t('Looking it up.')}</p>}
      {query.error !== null && <p className="small muted">{sentenceOf(query.error)}</p>}
      {query.data?.length === 0 && (
        <p className="small muted">
          {t(
            'Nothing is kept of this one. Requests that fail are kept, and some of the others where a step runs often.',
          )}
        </p>
      )}
      <ol className="requests">
        {query.data?.map((trace) => (
          <Request key={`${trace.at} ${trace.url}`} trace={trace} hasAttempts={attempts > 1} />
        ))}
      </ol>
      {query.data !== undefined && query.data.length > 0 && (
        <p className="small muted">{t('Secrets of connected accounts are replaced by ••••••.')}</p>
      )}
    </details>
  );
}

function Request({ trace, hasAttempts }: { trace: Trace; hasAttempts: boolean }) {
  const { method, url, received, failure, sent, attempt, times } = trace;
  const isGood = received !== undefined && received.status < 400;
  return (
    <li className="request">
      <div className="row">
        <Badge tone={isGood ? 'success' : 'danger'}>{received?.status ?? t('No answer')}</Badge>
        {hasAttempts && <span className="small muted">{t('Try {attempt}', { attempt })}</span>}
        <span className="grow" />
        {times !== undefined && <span className="small muted">{durationText(times.totalMs)}</span>}
      </div>
      <code>
        {method} {url}
      </code>
      {failure !== undefined && <p className="small">{told(failure)}</p>}
      {times !== undefined && <p className="small muted">{timeParts(times)}</p>}
      <Message title={t('Sent')} message={sent} />
      {received !== undefined && <Message title={t('Came back')} message={received} />}
    </li>
  );
}

function Message({ title, message }: { title: string; message: Trace['sent'] }) {
  const { headers, body, bytes, isCut } = message;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const size = bytes === undefined ? '' : t(', {bytes} bytes', { bytes: bytes.toLocaleString('en') });
  return (
    <details>
      <summary>
        {tn(lines.length, '{title}: {count} header{size}', '{title}: {count} headers{size}', { title, size })}
      </summary>
      <pre>
        {[...lines, ...(body === undefined ? [] : ['', body])].join('\n')}
        {isCut && '\n…'}
      </pre>
    </details>
  );
}
