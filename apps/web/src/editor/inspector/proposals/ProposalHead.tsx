import { IconRepeat, IconSparkles, IconX } from '@tabler/icons-react';
import { useContext } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ProposalsContext, type ProposalsValue } from './proposalsContext.ts';
import { useRepeat } from './useRepeat.ts';
import './proposals.css';
import { t, tn } from '../../../texts/t.ts';

/** At the head of a form: all that is proposed with one click, and the loop that a list asks for. */
export function ProposalHead() {
  const proposals = useContext(ProposalsContext);
  if (proposals === undefined) return null;
  const { all, each } = proposals;
  return (
    <>
      {all.length > 1 && <AllOfThem proposals={proposals} />}
      {each !== undefined && <ForEach proposals={proposals} each={each} />}
    </>
  );
}

function AllOfThem({ proposals: { all, accept, dismiss } }: { proposals: ProposalsValue }) {
  return (
    <section className="proposals" aria-label={t('Suggestions')}>
      <IconSparkles size={16} stroke={1.75} aria-hidden />
      <span className="grow">{t('Earlier steps have values for {count} fields.', { count: all.length })}</span>
      <Button small onClick={() => accept(all)}>
        {t('Accept all {count}', { count: all.length })}
      </Button>
      <IconButton
        small
        label={t('No suggestions')}
        icon={<IconX size={14} stroke={1.75} aria-hidden />}
        onClick={() => dismiss(all)}
      />
    </section>
  );
}

type ForEachProps = { proposals: ProposalsValue; each: NonNullable<ProposalsValue['each']> };

function ForEach({ proposals, each }: ForEachProps) {
  const repeat = useRepeat(each.list);
  if (repeat === undefined) return null;
  return (
    <section className="proposals" aria-label={t('Repeat this step')}>
      <IconRepeat size={16} stroke={1.75} aria-hidden />
      <span className="grow">
        {t('“{title}” is a list. Do this for each of its items, and fill in {fieldCount} from it?', {
          title: repeat.title,
          fieldCount: fieldCount(each.fields.length),
        })}
      </span>
      <Button small onClick={() => repeat.run(each.fields)}>
        {repeat.each}
      </Button>
      <IconButton
        small
        label={t('Do not repeat this step')}
        icon={<IconX size={14} stroke={1.75} aria-hidden />}
        onClick={proposals.dismissEach}
      />
    </section>
  );
}

function fieldCount(count: number): string {
  return tn(count, 'one field', '{count} fields');
}
