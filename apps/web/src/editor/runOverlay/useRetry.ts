import type { StepId } from '@patchbay/flow';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useMayEdit } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import type { StepOverlay } from '../canvas/overlay.ts';
import { fieldIn } from './fieldIn.ts';
import type { OpenRun } from './useRun.ts';

/** What can be done about a step that failed, on its card: nothing for those who only look. */
export function useRetry({ run, onChanged }: { run: OpenRun; onChanged(): void }) {
  const trpc = useTRPC();
  const mayEdit = useMayEdit();
  const navigate = useNavigate();
  const { mutate } = useMutation(
    trpc.run.retry.mutationOptions({
      onSuccess: onChanged,
      onError: (error) => toast({ text: sentenceOf(error), tone: 'danger' }),
    }),
  );
  const { row, view } = run;
  const { id: runId, flowId } = row;
  return useCallback(
    (step: StepId, path: string | undefined): NonNullable<StepOverlay['deeds']> => {
      const failed = view.steps.find((one) => one.path === path && one.status === 'failed' && one.outlet === undefined);
      if (!mayEdit || failed === undefined || failed.items !== undefined) return [];
      const field = failed.failure && fieldIn(failed.failure, failed.input);
      const show = field && { show: `field:${field.path.join('/')}` };
      return [
        { label: t('Retry from here'), run: () => mutate({ runId, path: failed.path }) },
        {
          label: t('Fix the field'),
          run: () => void navigate({ to: '/flows/$flowId', params: { flowId }, search: { step, run: runId, ...show } }),
        },
      ];
    },
    [view, mayEdit, mutate, runId, flowId, navigate],
  );
}
