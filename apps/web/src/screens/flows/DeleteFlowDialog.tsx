import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { FlowRow } from '../../api/types.ts';
import { T } from '../../texts/T.tsx';
import { t, tn } from '../../texts/t.ts';
import { Confirm } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toastStore.ts';
import { useDeleteFlow } from './useFlowActions.ts';

/** Asks before a flow is deleted and says what goes with it. */
export function DeleteFlowDialog({ flow, onClose }: { flow: FlowRow; onClose: () => void }) {
  const remove = useDeleteFlow();
  const confirm = () =>
    remove.mutate(
      { flowId: flow.id },
      {
        onSuccess: () => {
          onClose();
          toast({ text: t('“{name}” was deleted.', { name: flow.name }) });
        },
      },
    );
  return (
    <Confirm
      title={t('Delete “{name}”?', { name: flow.name })}
      opened
      onClose={onClose}
      onConfirm={confirm}
      confirm={t('Delete the flow')}
      busy={remove.isPending}
    >
      {flow.active && (
        <p>
          <T text="<b>It is on.</b> Whoever calls its address gets “not found” from then on." b={<b />} />
        </p>
      )}
      <Callers flowId={flow.id} />
      <p>{takenAlong(flow)}</p>
      <p>{t('Its past runs stay in the history.')}</p>
    </Confirm>
  );
}

/** Whoever calls it fails from then on. */
function Callers({ flowId }: { flowId: string }) {
  const callers = useQuery(useTRPC().flow.listCallers.queryOptions({ flowId }, { staleTime: 0 }));
  if (callers.data === undefined || callers.data.length === 0) return null;
  return (
    <>
      <p>
        <T text="<b>Other flows call it.</b> These fail at that step from then on:" b={<b />} />
      </p>
      <ul className="callers">
        {callers.data.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </>
  );
}

function takenAlong({ liveVersion }: FlowRow): string {
  if (liveVersion === null) return t('Its draft goes with it. This cannot be taken back.');
  const versions = tn(liveVersion, 'its published version', 'its {count} published versions');
  return t('Its draft, {versions} and its addresses go with it. This cannot be taken back.', { versions });
}
