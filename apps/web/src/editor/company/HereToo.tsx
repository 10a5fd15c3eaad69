import type { StepId } from '@patchbay/flow';
import { t, tn } from '../../texts/t.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { whoIs } from './peopleOf.ts';
import { usePeopleAt } from './usePeople.ts';
import './company.css';

/** In the panel of a step: who else has it open. */
export function HereToo({ stepId }: { stepId: StepId }) {
  const people = usePeopleAt(stepId);
  const [first] = people;
  if (first === undefined) return null;
  return (
    <div className="here-too small muted">
      <Avatar id={first.userId} name={first.name} />
      <span className="cut">{hereTooWords(people.length, whoIs(first), first.isYou)}</span>
    </div>
  );
}

function hereTooWords(count: number, who: string, isYou: boolean): string {
  if (count > 1)
    return tn(count - 1, '{who} and {count} more are here too', '{who} and {count} more are here too', { who });
  return isYou ? t('You have it open in another tab too') : t('{who} is here too', { who });
}

/** In a row of the outline: the avatars of those who have the step open. */
export function HereMarks({ stepId }: { stepId: StepId }) {
  return usePeopleAt(stepId).map((person) => (
    <span key={person.userId} className="here-mark">
      <Avatar id={person.userId} name={person.name} title={t('{who} is here', { who: whoIs(person) })} />
      <span className="sr-only">. {t('{who} is here', { who: whoIs(person) })}</span>
    </span>
  ));
}
