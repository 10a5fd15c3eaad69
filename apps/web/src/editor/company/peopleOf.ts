import { StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { Visitor } from './createCompany.ts';

/** Somebody who is here, in one tab or several. `step`: where they are, as far as that is known. */
export type Person = { userId: string; name: string; isYou: boolean; step: StepId | undefined };

/** The people in the tabs: one who has several is where they went last. Oneself comes at the end. */
export function peopleOf(visitors: readonly Visitor[], me: string): readonly Person[] {
  const people = new Map<string, Person>();
  for (const { userId, name, stepId } of visitors) {
    const step = StepId.safeParse(stepId).data ?? people.get(userId)?.step;
    people.set(userId, { userId, name, isYou: userId === me, step });
  }
  return [...people.values()].toSorted((one, other) => Number(one.isYou) - Number(other.isYou));
}

/** "Jonas", or what one is to oneself. */
export function whoIs({ name, isYou }: Pick<Person, 'name' | 'isYou'>): string {
  return isYou ? t('You, in another tab') : name;
}

/** "Jonas is at Create deal". `nameOf`: the step's name, while there is such a step. */
export function placeWords(person: Person, nameOf: (step: StepId) => string | undefined): string {
  const step = person.step && nameOf(person.step);
  const who = whoIs(person);
  if (person.isYou) return step === undefined ? who : t('{who}, at {step}', { who, step });
  return step === undefined ? t('{who} is here', { who }) : t('{who} is at {step}', { who, step });
}
