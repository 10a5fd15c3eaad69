import type { Overlay } from '@patchbay/connector';
import { useMutation } from '@tanstack/react-query';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { Changes, isSame } from './WhatChanged.tsx';

/** What saving would change, when somebody asks for it. What was shown goes when something is changed after it. */
export function AdjustPreview({ connector, overlay }: { connector: string; overlay: Overlay }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const [shownFor, setShownFor] = useState<Overlay>();
  const preview = useMutation(trpc.connector.previewOverlay.mutationOptions());
  const ask = () => {
    setShownFor(overlay);
    preview.mutate({ workspaceId, connector, overlay: overlay as never });
  };
  const isShown = shownFor === overlay;
  return (
    <section className="adjust-part" aria-label={t('What would change')} aria-live="polite">
      <Button small icon={<IconEye size={16} stroke={1.75} aria-hidden />} busy={preview.isPending} onClick={ask}>
        {t('Show what would change')}
      </Button>
      {isShown && preview.isError && <Band tone="danger">{sentenceOf(preview.error)}</Band>}
      {isShown && preview.data !== undefined && <Shown preview={preview.data} />}
    </section>
  );
}

type Preview = Parameters<typeof Changes>[0]['difference'] & { problems: readonly string[] };

function Shown({ preview }: { preview: Preview }) {
  const { problems, affected } = preview;
  const flows = new Set(affected.map(({ flowId }) => flowId)).size;
  return (
    <>
      {problems.length > 0 && <Band tone="warning">{problems.join(' ')}</Band>}
      {isSame(preview) ? <p className="small muted">{t('Nothing would change.')}</p> : <Changes difference={preview} />}
      {affected.length > 0 && (
        <p className="small muted">
          {tn(
            affected.length,
            '{count} step that is there keeps what it has,',
            '{count} steps that are there keep what they have,',
          )}{' '}
          {tn(flows, 'in {count} flow, until somebody upgrades it.', 'in {count} flows, until somebody upgrades them.')}
        </p>
      )}
    </>
  );
}
