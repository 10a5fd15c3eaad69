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
  const values = rows
    .filter(({ path }) => path.length > 0 && !isCounter(group, path) && !isWhoAnswered(group, path))
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
  return isWholeList(group) ? [wholeList(group, rank), ...values] : values;
}

/** What the step gives is a list itself. */
function isWholeList({ rows, value }: DataGroup): boolean {
  return Array.isArray(value) || typeof rows[0]?.path[0] === 'number';
}

/** It is called nothing, so only what can mean no other list takes it. */
function wholeList({ step, value, mayBeMissing }: DataGroup, rank: number): Offered {
  const unnamed = { path: [], names: [], owners: [], about: [step.name] };
  return { ...unnamed, step: step.id, isList: true, isObject: false, sample: value, rank, mayBeMissing };
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

/** Who approved is never meant by the e-mail address or the name of somebody: a letter to the customer would go to the boss. */
function isWhoAnswered({ step: { uses } }: DataGroup, [first]: readonly (string | number)[]): boolean {
  return uses.connector === 'core' && uses.operation === 'approval' && (first === 'by' || first === 'email');
}

function isCounter({ isItem }: DataGroup, path: readonly (string | number)[]): boolean {
  return isItem && path[0] === 'index';
}
