import type { StepId } from '@patchbay/flow';
import { useEffect } from 'react';
import { t } from '../../texts/t.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { announce } from '../statusLine.ts';
import { useEditor, useSession } from '../useEditor.ts';
import { type Person, placeWords, whoIs } from './peopleOf.ts';
import { usePeople } from './usePeople.ts';
import './company.css';

/** More are a number. */
const SHOWN = 3;

/** In the bar: who else has the flow open. Opened, it says where they are, and leads there. */
export function CompanyMenu({ onGoTo }: { onGoTo(step: StepId): void }) {
  const people = usePeople();
  const steps = useEditor((state) => state.flow.steps);
  useGreetings(people);
  if (people.length === 0) return null;
  const words = people.map((person) => placeWords(person, (step) => steps[step]?.name));
  return (
    <Menu
      trigger={
        <button type="button" className="company" title={words.join('\n')} aria-label={hereWords(people)}>
          {people.slice(0, SHOWN).map(({ userId, name }) => (
            <Avatar key={userId} id={userId} name={name} />
          ))}
          {people.length > SHOWN && <span className="ava more">+{people.length - SHOWN}</span>}
        </button>
      }
    >
      {people.map(({ userId, name, step }, at) => (
        <MenuItem
          key={userId}
          icon={<Avatar id={userId} name={name} />}
          onSelect={() => step !== undefined && steps[step] !== undefined && onGoTo(step)}
        >
          {words[at]}
        </MenuItem>
      ))}
    </Menu>
  );
}

function hereWords(people: readonly Person[]): string {
  const [one, other] = people.map(whoIs);
  if (other === undefined) return t('Also here: {one}', { one });
  if (people.length === 2) return t('Also here: {one} and {other}', { one, other });
  return t('Also here: {one}, {other} and {count} more', { one, other, count: people.length - 2 });
}

/** Says of each that they came, once. */
function useGreetings(people: readonly Person[]) {
  const { company } = useSession();
  useEffect(() => {
    const came = people.filter(({ userId, isYou }) => !isYou && company.greet(userId)).map(({ name }) => name);
    if (came.length === 1) announce(t('{who} came', { who: came[0] }));
    if (came.length > 1) announce(t('{who} and {count} more came', { who: came[0], count: came.length - 1 }));
  }, [people, company]);
}
