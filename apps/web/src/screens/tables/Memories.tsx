import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { MemoryRow } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Table } from '../../ui/Table.tsx';
import { toast } from '../../ui/toastStore.ts';

const heads = [t('Memory'), { text: t('Items'), className: 'end' }, t('Used'), { text: t('Forget'), hidden: true }];

/** What flows have seen with “Remove items seen before”: how much, and a way to begin anew. */
export function Memories() {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const memories = useQuery(trpc.memory.list.queryOptions({ workspaceId }));
  const mayEdit = useMayEdit();
  const [cleared, setCleared] = useState<MemoryRow>();
  return (
    <Loaded query={memories} failed={t('What flows have seen could not be loaded.')}>
      {(all) =>
        all.length === 0 ? (
          <div className="card">
            <EmptyState title={t('No flow remembers anything yet')}>
              {t('The step “Remove items seen before” remembers which items earlier runs had, and shows up here.')}
            </EmptyState>
          </div>
        ) : (
          <>
            <Table label={t('Items seen before')} heads={heads}>
              {all.map((memory) => (
                <tr key={memory.id}>
                  <td className="fill">
                    <div className="t1 cut">{nameOf(memory)}</div>
                    <div className="t2 cut">
                      <Link to="/flows/$flowId" params={{ flowId: memory.flowId }}>
                        {memory.flowName}
                      </Link>
                    </div>
                  </td>
                  <td className="end">
                    {memory.itemCount.toLocaleString('en')}
                    <span className="phone-words"> {t('items')}</span>
                  </td>
                  <td className="t2">
                    <RelativeTime at={memory.usedAt} />
                  </td>
                  <td className="push end">
                    {mayEdit && (
                      <Button
                        small
                        onClick={() => setCleared(memory)}
                        aria-label={t('Forget all of {name}', { name: nameOf(memory) })}
                      >
                        {t('Forget all')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </Table>
            {cleared && <ClearDialog memory={cleared} onClose={() => setCleared(undefined)} />}
          </>
        )
      }
    </Loaded>
  );
}

function nameOf({ isOwn, name, stepName }: MemoryRow): string {
  return isOwn ? (stepName ?? t('A step that is gone')) : t('“{name}”, shared by steps', { name });
}

function ClearDialog({ memory, onClose }: { memory: MemoryRow; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const clear = useMutation(
    trpc.memory.clear.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.memory.pathKey() });
        toast({ text: t('All was forgotten. The next run takes every item for new.') });
        onClose();
      },
    }),
  );
  return (
    <Confirm
      title={t('Forget all items?')}
      opened
      onClose={onClose}
      onConfirm={() => clear.mutate({ workspaceId, memoryId: memory.id })}
      confirm={t('Forget all')}
      busy={clear.isPending}
    >
      <p>
        {t(
          'The next run of “{flowName}” takes every item for new, and does again what it did for them. This cannot be taken back.',
          { flowName: memory.flowName },
        )}
      </p>
      {clear.error && <Band tone="danger">{sentenceOf(clear.error)}</Band>}
    </Confirm>
  );
}
