import { IconDownload, IconLink, IconUserPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { roleWords } from '../../app/roleWords.ts';
import { useSession as useSignedIn } from '../../app/session.ts';
import { useExportFlow } from '../../screens/flows/useFlowActions.ts';
import { t } from '../../texts/t.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toastStore.ts';
import { useEditor, useSession } from '../useEditor.ts';
import { useOpenStep } from '../useStepInUrl.ts';
import { useBackCloses } from '../../ui/useBackCloses.ts';
import './share.css';

/** Who can open the flow, and ways to bring somebody here or to take it along. */
export function SharePanel({ name, onClose }: { name: string; onClose(): void }) {
  useBackCloses(onClose);
  const { flowId, role } = useSession();
  const exportFlow = useExportFlow();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, []);
  return (
    <section
      className="under-bar share"
      role="dialog"
      aria-label={t('Share this flow')}
      tabIndex={-1}
      ref={panel}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div className="under-bar-head">
        <div className="grow">
          <h2>{t('Share this flow')}</h2>
          <p className="small muted">{t('Everybody in the workspace can open it.')}</p>
        </div>
        <IconButton small label={t('Close')} icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onClose} />
      </div>
      <People />
      <div className="share-deeds">
        <CopyLinks />
        {(role === 'owner' || role === 'admin') && (
          <Link to="/settings/people" className={buttonClass({ look: 'quiet' })}>
            <IconUserPlus size={16} stroke={1.75} aria-hidden />
            {t('Invite somebody')}
          </Link>
        )}
        <Button
          look="quiet"
          icon={<IconDownload size={16} stroke={1.75} aria-hidden />}
          onClick={() => void exportFlow({ id: flowId, name })}
        >
          {t('Export as a file')}
        </Button>
      </div>
    </section>
  );
}

/** Everybody who is in the workspace, with what they may do. */
function People() {
  const { workspaceId } = useSession();
  const { user } = useSignedIn();
  const members = useQuery(useTRPC().workspace.members.queryOptions({ workspaceId }));
  if (members.isError) return <p className="share-none muted">{sentenceOf(members.error)}</p>;
  if (members.data === undefined) return <SkeletonRows rows={2} />;
  return (
    <ul className="share-people" aria-label={t('People')}>
      {members.data.map(({ userId, name, role }) => (
        <li key={userId}>
          <Avatar id={userId} name={name} />
          <span className="grow cut">
            {name}
            {userId === user.id && <span className="dim"> {t('(you)')}</span>}
          </span>
          <span className="small muted">{mayWords(role)}</span>
        </li>
      ))}
    </ul>
  );
}

function mayWords(role: keyof typeof roleWords): string {
  return `${roleWords[role].name} · ${role === 'viewer' ? t('can look') : t('can edit')}`;
}

/** The link to this flow and, while the panel of a step is open, the one that leads to that step. */
function CopyLinks() {
  const { flowId } = useSession();
  const step = useOpenStep();
  const name = useEditor(({ flow }) => (step === undefined ? undefined : flow.steps[step]?.name));
  const address = `${location.origin}/flows/${flowId}`;
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => toast({ text: t('Link copied.') }),
      () => toast({ text: t('The link could not be copied: {text}', { text }), tone: 'danger' }),
    );
  const icon = <IconLink size={16} stroke={1.75} aria-hidden />;
  return (
    <>
      <Button look="quiet" icon={icon} onClick={() => void copy(address)}>
        {t('Copy the link')}
      </Button>
      {step !== undefined && name !== undefined && (
        <Button look="quiet" icon={icon} onClick={() => void copy(`${address}?step=${encodeURIComponent(step)}`)}>
          <span className="cut">{t('Copy the link to “{name}”', { name })}</span>
        </Button>
      )}
    </>
  );
}
