import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Badge } from '../../ui/StatusBadge.tsx';
import { toast } from '../../ui/toastStore.ts';
import { restoreVersion } from '../commands/restoreVersion.ts';
import { useEditor, useSession } from '../useEditor.ts';
import { useBackCloses } from '../../ui/useBackCloses.ts';
import { differenceLine, type Mark, marksOf } from './marksOf.ts';
import './versions.css';
import { t } from '../../texts/t.ts';

type Row = Answers['flow']['versions'][number];

export type VersionsPanelProps = {
  /** What differs from the version that is looked at, to be drawn on the canvas. */
  onMarks(marks: readonly Mark[]): void;
  onClose(): void;
};

const NO_MARKS: readonly Mark[] = [];

/** What was published, by whom and when. The one that is picked is compared with the draft, here and on the canvas. */
export function VersionsPanel({ onMarks, onClose }: VersionsPanelProps) {
  useBackCloses(onClose);
  const { flowId } = useSession();
  const trpc = useTRPC();
  const { data: rows, isError } = useQuery(trpc.flow.versions.queryOptions({ flowId }));
  const [picked, pick] = useState<number>();
  const number = picked ?? rows?.find(({ live }) => live)?.number ?? rows?.[0]?.number;
  useEffect(() => () => onMarks(NO_MARKS), [onMarks]);
  return (
    <>
      <div className="panel-head">
        <div className="grow">
          <h2>{t('Versions')}</h2>
          <div className="small muted">{t('Pick one to see on the canvas what differs')}</div>
        </div>
        <IconButton small label={t('Close')} icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onClose} />
      </div>
      <div className="panel-body">
        {isError && <Band tone="warning">{t('The versions could not be read. Open this again in a moment.')}</Band>}
        {rows === undefined && !isError && <SkeletonRows rows={3} tile={false} />}
        {rows?.length === 0 && (
          <p className="muted">{t('Nothing is published yet. Each time you publish, what you had stands here.')}</p>
        )}
        <ul className="versions">
          {rows?.map((row) => (
            <li key={row.id} data-picked={row.number === number || undefined}>
              <VersionButton row={row} isPicked={row.number === number} onPick={() => pick(row.number)} />
              {row.number === number && <Picked number={row.number} onMarks={onMarks} />}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

type ButtonProps = { row: Row; isPicked: boolean; onPick(): void };

function VersionButton({ row, isPicked, onPick }: ButtonProps) {
  return (
    <button type="button" className="version" aria-pressed={isPicked} onClick={onPick}>
      <span className="grow">
        <b>{t('Version {number}', { number: row.number })}</b>
        <span className="small muted">
          <RelativeTime at={row.publishedAt} />
          {row.publishedBy !== null && t(', by {publishedBy}', { publishedBy: row.publishedBy })}
        </span>
      </span>
      {row.live && <Badge tone="success">{t('Live')}</Badge>}
    </button>
  );
}

/** The picked version beside the draft, and the way back to it. */
function Picked({ number, onMarks }: { number: number; onMarks: VersionsPanelProps['onMarks'] }) {
  const { flowId, editor, role } = useSession();
  const trpc = useTRPC();
  const draft = useEditor((state) => state.flow);
  // What was published never changes.
  const { data } = useQuery(
    trpc.flow.version.queryOptions({ flowId, number }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const document = data?.document;
  useEffect(() => onMarks(document === undefined ? NO_MARKS : marksOf(document, draft)), [document, draft, onMarks]);
  if (document === undefined) return <SkeletonRows rows={1} tile={false} />;
  const gone = marksOf(document, draft).filter(({ kind }) => kind === 'removed');
  const line = differenceLine(document, draft);
  const isSame = line === differenceLine(draft, draft);
  const restore = () => {
    editor.execute(restoreVersion({ number, document }));
    toast({
      text: t('Your draft says what version {number} says. What is live stays as it is.', { number }),
      action: { label: t('Undo'), onSelect: () => void editor.undo() },
    });
  };
  return (
    <div className="version-facts">
      <p>{line}</p>
      {gone.length > 0 && (
        <p className="small muted">{t('Not in your draft: {map}', { map: gone.map(({ name }) => name).join(', ') })}</p>
      )}
      {role !== 'viewer' && !isSame && (
        <Button small icon={<IconArrowBackUp size={15} stroke={1.75} aria-hidden />} onClick={restore}>
          {t('Restore as draft')}
        </Button>
      )}
    </div>
  );
}
