import type { DataGroup } from '../inspector/picker/groups.ts';
import type { Offered } from './propose.ts';

/** Steps further away than this are seldom meant, and every one of them has to be looked through. */
const STEPS = 24;
const MOST = 1_500;

/** What the steps before give, as values that could go into a field. */
export function offeredValues(groups: readonly DataGroup[]): Offered[] {
  return groups.slice(0, STEPS).flatMap(valuesOf).slice(0, MOST);
}

function valuesOf(group: DataGroup, rank: number): Offered[] {
  const { step, rows, mayBeMissing } = group;
  return rows
    .filter(({ path }) => path.length > 0 && !isCounter(group, path))
    .map(({ path, trail, kind, sample }) => {
      const named = path.flatMap((segment, at) =>
        typeof segment === 'number' ? [] : [{ name: segment, title: trail[at] ?? segment }],
      );
      const own = named.at(-1);
      const owners = named.slice(0, -1).filter(({ name }) => !HOLDERS.has(name.toLowerCase()));
      return {
        step: step.id,
        path,
        // An item of a list that is no object has no name but the list's.
        names: own === undefined ? [] : [own.name, own.title],
        owners: owners.flatMap(({ name, title }) => [name, title]),
        about: [step.name],
        isList: kind === 'list',
        isObject: kind === 'object',
        sample,
        rank,
        mayBeMissing,
      };
    });
}

/** Names that everything of a step stands under. */
const HOLDERS = new Set([
  'body',
  'data',
  'item',
  'items',
  'properties',
  'fields',
  'output',
  'result',
  'results',
  'payload',
]);

function isCounter({ isItem }: DataGroup, path: readonly (string | number)[]): boolean {
  return isItem && path[0] === 'index';
}
