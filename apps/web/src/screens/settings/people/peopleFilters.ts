import { type RoleName, roleNames } from '../../../app/roleWords.ts';
import { searchText, searchWord } from '../../../app/search.ts';
import { foldedText } from '../../../ui/foldedText.ts';

/** What the list of people is narrowed by, and whether somebody is being invited; lives in the address. */
export type PeopleFilters = { q?: string; role?: RoleName; invite?: 'yes' };

/** Reads the filters of an address; what it does not know it leaves out. */
export function peopleFilters(search: Record<string, unknown>): PeopleFilters {
  return {
    q: searchText(search.q),
    role: searchWord(search.role, roleNames),
    invite: searchWord(search.invite, ['yes']),
  };
}

/** Those who fit, by a part of their name or address. */
export function narrowPeople<Person extends { name?: string; email: string; role: RoleName }>(
  people: readonly Person[],
  { q, role }: PeopleFilters,
): Person[] {
  const wanted = q === undefined ? undefined : foldedText(q);
  return people.filter(
    (person) =>
      (role === undefined || person.role === role) &&
      (wanted === undefined || foldedText(`${person.name ?? ''} ${person.email}`).includes(wanted)),
  );
}
