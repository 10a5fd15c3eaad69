import type { Overlay } from '@patchbay/connector';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Dialog, FormDialog } from '../../ui/Dialog.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toastStore.ts';
import { AdjustLimit } from './AdjustLimit.tsx';
import { AdjustOperation } from './AdjustOperation.tsx';
import { AdjustPreview } from './AdjustPreview.tsx';
import { AdjustAdvice, AdjustRefusals, type KeyedLine } from './AdjustRefusals.tsx';
import { AdjustSignIn } from './AdjustSignIn.tsx';
import { type AdviceLine, adviceLines, adviceProblem, withAdvice } from './overlayEdits.ts';
import { keyName, oauthForm, oauthProblems, signInKind } from './signInEdits.ts';

type Props = { connector: ConnectorRow; onClose(): void };

/** Says what an imported description leaves out: how to sign in, what a refusal looks like and what to do about it, how often it may be asked, how its lists go on. */
export function AdjustDialog({ connector, onClose }: Props) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const overlay = useQuery(trpc.connector.getOverlay.queryOptions({ workspaceId, connector: connector.id }));
  if (overlay.data !== undefined)
    return <AdjustForm connector={connector} kept={overlay.data ?? {}} onClose={onClose} />;
  return (
    <Dialog title={t('Adjust {name}', { name: connector.name })} opened onClose={onClose}>
      {overlay.isError ? (
        <Band tone="danger">{sentenceOf(overlay.error)}</Band>
      ) : (
        <SkeletonRows rows={3} tile={false} />
      )}
    </Dialog>
  );
}

/** What was typed and what of it is wrong, apart from what each part says itself. */
function isWrong(overlay: Overlay, lines: readonly AdviceLine[]): boolean {
  const kind = signInKind(overlay);
  const isNameless = (kind === 'header' || kind === 'query') && keyName(overlay).trim() === '';
  const isAddressless = kind === 'oauth' && Object.keys(oauthProblems(oauthForm(overlay))).length > 0;
  return isNameless || isAddressless || lines.some((line) => adviceProblem(line, lines) !== undefined);
}

function AdjustForm({ connector, kept, onClose }: Props & { kept: Overlay }) {
  const [overlay, setOverlay] = useState(kept);
  const [advice, setAdvice] = useState<readonly KeyedLine[]>(() =>
    adviceLines(kept).map((line, key) => ({ ...line, key })),
  );
  const [isLimitWrong, setLimitWrong] = useState(false);
  const [isSent, setSent] = useState(false);
  const { problems, save } = useSaving(connector, onClose);
  const submit = () => {
    setSent(true);
    if (!isLimitWrong && !isWrong(overlay, advice)) save.mutate(overlay);
  };
  return (
    <FormDialog
      title={t('Adjust {name}', { name: connector.name })}
      opened
      onClose={onClose}
      onSubmit={submit}
      submit={t('Save')}
      busy={save.isPending}
      width={620}
    >
      {problems.length > 0 && <Band tone="warning">{problems.join(' ')}</Band>}
      <AdjustSignIn connector={connector} overlay={overlay} isSent={isSent} onOverlay={setOverlay} />
      <AdjustRefusals overlay={overlay} onOverlay={setOverlay} />
      <AdjustAdvice
        lines={advice}
        isSent={isSent}
        onLines={(lines) => {
          setAdvice(lines);
          setOverlay(withAdvice(overlay, lines));
        }}
      />
      <AdjustLimit
        overlay={overlay}
        onLimit={(next, wrong) => {
          setLimitWrong(wrong);
          setOverlay(next);
        }}
      />
      <AdjustOperation connector={connector.id} overlay={overlay} onOverlay={setOverlay} />
      <AdjustPreview connector={connector.id} overlay={overlay} />
    </FormDialog>
  );
}

/** Keeps what was typed; what of it does not fit the description is said, and the dialog stays. */
function useSaving(connector: ConnectorRow, onClose: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const setOverlay = useMutation(
    trpc.connector.setOverlay.mutationOptions({
      onSuccess: async ({ problems: told }) => {
        await queries.invalidateQueries({ queryKey: trpc.connector.pathKey() });
        toast({ text: t('Saved. Steps that are there stay as they are; new ones use it.') });
        setProblems(told);
        if (told.length === 0) onClose();
      },
      onError: (error) => setProblems([sentenceOf(error)]),
    }),
  );
  const mutate = (overlay: Overlay) =>
    setOverlay.mutate({ workspaceId, connector: connector.id, overlay: overlay as never });
  return { problems, save: { isPending: setOverlay.isPending, mutate } };
}
