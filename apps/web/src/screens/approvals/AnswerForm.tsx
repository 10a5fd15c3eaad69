import { IconCheck, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/TextField.tsx';

/** A comment, and the two answers. `onAnswered` is called once the answer is stored. */
export function AnswerForm({ approvalId, onAnswered }: { approvalId: string; onAnswered: () => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [comment, setComment] = useState('');
  const answer = useMutation(
    trpc.approval.answer.mutationOptions({
      onSuccess: onAnswered,
      // Also when it was refused: somebody else may have been quicker.
      onSettled: () => client.invalidateQueries({ queryKey: trpc.approval.pathKey() }),
    }),
  );
  const given = answer.isPending ? answer.variables.answer : undefined;
  const give = (word: 'approve' | 'decline') => answer.mutate({ approvalId, answer: word, comment });
  return (
    <section className="card approval-answer" aria-label={t('Your answer')}>
      <TextArea
        label={t('Comment')}
        type={t('Optional')}
        hint={t('Goes into the flow, and is kept with your answer.')}
        value={comment}
        maxLength={2_000}
        rows={3}
        onText={setComment}
      />
      {answer.isError && <Band tone="danger">{sentenceOf(answer.error)}</Band>}
      <div className="answers">
        <Button
          look="primary"
          icon={<IconCheck size={16} stroke={2} aria-hidden />}
          busy={given === 'approve'}
          disabled={given === 'decline'}
          onClick={() => give('approve')}
        >
          {t('Approve')}
        </Button>
        <Button
          look="danger"
          icon={<IconX size={16} stroke={2} aria-hidden />}
          busy={given === 'decline'}
          disabled={given === 'approve'}
          onClick={() => give('decline')}
        >
          {t('Decline')}
        </Button>
      </div>
    </section>
  );
}
