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
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toastStore.ts';
import { AdjustOperation } from './AdjustOperation.tsx';
import { keyName, type SignInKind, signInKind, withRefusal, withSignIn } from './overlayEdits.ts';

type Props = { connector: ConnectorRow; onClose(): void };

/** Says what an imported description leaves out: how to sign in, what a refusal looks like, how its lists go on. */
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

const WAYS: readonly { value: SignInKind; label: string }[] = [
  { value: 'described', label: t('As its description says') },
  { value: 'bearer', label: t('A token') },
  { value: 'basic', label: t('User name and password') },
  { value: 'header', label: t('A key in a header') },
  { value: 'query', label: t('A key in the address') },
  { value: 'none', label: t('No account is needed') },
];

function AdjustForm({ connector, kept, onClose }: Props & { kept: Overlay }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [overlay, setOverlay] = useState(kept);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const save = useMutation(
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
  const kind = signInKind(overlay);
  const submit = () => save.mutate({ workspaceId, connector: connector.id, overlay: overlay as never });
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
      <SelectField
        label={t('Signing in')}
        hint={t('What a connected account of this API holds.')}
        value={kind}
        options={WAYS}
        onText={(next) => setOverlay(withSignIn(overlay, next as SignInKind, keyName(overlay)))}
      />
      {(kind === 'header' || kind === 'query') && (
        <TextField
          label={t('Name of the key')}
          hint={t('As the API calls it, such as X-Api-Key.')}
          required
          value={keyName(overlay)}
          onText={(name) => setOverlay(withSignIn(overlay, kind, name))}
        />
      )}
      <Refusals overlay={overlay} onOverlay={setOverlay} />
      <AdjustOperation connector={connector.id} overlay={overlay} onOverlay={setOverlay} />
    </FormDialog>
  );
}

/** How the API says no. */
function Refusals({ overlay, onOverlay }: { overlay: Overlay; onOverlay(overlay: Overlay): void }) {
  const { refusedWhen, message, code } = overlay.defaults?.answer ?? {};
  return (
    <>
      <TextField
        label={t('Where a refusal says why')}
        hint={t('A place in its answer, such as error.message. Empty: Patchbay looks in the usual places.')}
        value={typeof message === 'string' ? message : ''}
        onText={(path) => onOverlay(withRefusal(overlay, { message: path }))}
      />
      <TextField
        label={t('Where a refusal has its code')}
        hint={t('Such as error.code.')}
        value={typeof code === 'string' ? code : ''}
        onText={(path) => onOverlay(withRefusal(overlay, { code: path }))}
      />
      <TextField
        label={t('What only a refusal has')}
        hint={t('For APIs that say “200 OK” and refuse all the same: a place that is there only then, such as error.')}
        value={refusedWhen?.at ?? ''}
        onText={(path) => onOverlay(withRefusal(overlay, { at: path }))}
      />
    </>
  );
}
