import { expect, it } from 'vitest';
import { narrowPeople, peopleFilters } from './peopleFilters.ts';

const ada = { name: 'Ada Lovelace', email: 'ada@example.com', role: 'owner' as const };
const bob = { email: 'bob@example.com', role: 'viewer' as const };

it('reads what it knows from the address, and nothing else', () => {
  const search = { q: 'ada', role: 'viewer', invite: 'yes', other: 1 };
  expect(peopleFilters(search)).toEqual({ q: 'ada', role: 'viewer', invite: 'yes' });
  expect(peopleFilters({ role: 'king', invite: 1 })).toEqual({ q: undefined, role: undefined, invite: undefined });
});

it('finds people by a part of their name or address, and by their role', () => {
  expect(narrowPeople([ada, bob], { q: 'LOVE' })).toEqual([ada]);
  expect(narrowPeople([ada, bob], { q: 'example' })).toEqual([ada, bob]);
  expect(narrowPeople([ada, bob], { role: 'viewer' })).toEqual([bob]);
});
