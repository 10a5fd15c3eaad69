import type { StepId } from '@patchbay/flow';
import { useEffect, useEffectEvent } from 'react';
import { t, tn } from '../../../texts/t.ts';
import { toast } from '../../../ui/toastStore.ts';
import { selectSteps } from '../../commands/command.ts';
import { announce } from '../../statusLine.ts';
import { useCatalog, useSession } from '../../useEditor.ts';
import type { StepContextValue } from '../stepContext.ts';
import { useStepData } from '../useStepData.ts';
import { acceptProposals, proposalsFor, refusedFor } from './useProposals.ts';

export type WireOfferProps = {
  /** The step that a wire has just been drawn to. */
  step: StepId;
  /** Its panel is open, and shows what is proposed by itself. */
  isOpen: boolean;
  onDone(): void;
};

/** Says what could go into a step now that a wire leads to it, and offers to do it. Draws nothing. */
export function WireOffer({ step, isOpen, onDone }: WireOfferProps) {
  const session = useSession();
  const catalog = useCatalog();
  const data = useStepData(step);
  const offer = useEffectEvent((known: StepContextValue) => {
    const { fields, each } = proposalsFor(known, catalog);
    const refused = refusedFor(session, step);
    const fitting = fields.filter((proposal) => !refused.has(proposal));
    const { name } = known.step;
    const count = fitting.length;
    const open = { label: t('Open the step'), onSelect: () => session.editor.select(selectSteps(step)) };
    if (count > 0 && isOpen) {
      announce(
        tn(count, 'Connected. One field fits, and is proposed.', 'Connected. {count} fields fit, and are proposed.'),
      );
    } else if (count > 0) {
      const accept = () => acceptProposals(session.editor, { step, proposals: fitting });
      toast({
        text: tn(
          count,
          'One field of “{name}” fits what comes before.',
          '{count} fields of “{name}” fit what comes before.',
          { name },
        ),
        action: { label: tn(count, 'Plug it in', 'Plug them in'), onSelect: accept },
      });
    } else if (each !== undefined && !refused.has(each.list) && !isOpen) {
      toast({ text: t('“{name}” could be done for each item of a list.', { name }), action: open });
    }
    onDone();
  });
  useEffect(() => {
    if (data !== undefined) offer(data);
  }, [data]);
  return null;
}
