import type { Mapping, PathSegment, Reference } from '@patchbay/expression';
import { t } from '../../texts/t.ts';
import type { JSONSchema } from '../inspector/data/jsonSchema.ts';
import { type Called, called, likeness, UNLIKE } from './likeness.ts';
import { meaningOf, meaningOfText } from './meaning.ts';

/** An empty field that could take a value. */
export type Wanted = {
  path: readonly string[];
  /** Its name and its title. */
  names: readonly string[];
  /** The objects it stands in. */
  owners: readonly string[];
  /** The name of what its step does. */
  about: readonly string[];
  required: boolean;
  isList: boolean;
  /** What it takes, as a schema that stands alone. */
  schema: JSONSchema;
};

/** A value of an earlier step that could go into a field. */
export type Offered = {
  step: string;
  path: readonly PathSegment[];
  names: readonly string[];
  owners: readonly string[];
  about: readonly string[];
  isList: boolean;
  isObject: boolean;
  sample: unknown;
  /** How far away its step is: 0 for the nearest. */
  rank: number;
  /** Its step stands on a way that need not have been taken. */
  mayBeMissing: boolean;
};

/** A value for a field, which a person accepts or not. */
export type Proposal = { path: readonly string[]; mapping: Mapping; from: Reference };

/** Fields that one item of a list could fill, were the step repeated for each of them. Paths count from the item. */
export type EachProposal = { list: Reference; fields: { path: readonly string[]; inItem: PathSegment[] }[] };

export type Proposals = { fields: Proposal[]; each: EachProposal | undefined };

export type Proposing = {
  wanted: readonly Wanted[];
  offered: readonly Offered[];
  /** How the value can go into the field: as it is, or converted; undefined where it cannot. */
  fit(from: Reference, wanted: Wanted, sample: unknown): Mapping | undefined;
};

const ENOUGH = { required: 50, optional: 72 };
/** A value that is all but certainly meant may go into two fields. */
const CERTAIN = 92;
/** How many values are looked at closely for one field. */
const CLOSE = 8;

type Match = { wanted: Wanted; offered: Offered; score: number };

/**
 * Values for empty fields, by what both are called, with what the schemas and samples say as evidence: for each field the
 * likeliest, and none that does not fit. The same answer for the same question, in the order of the fields.
 */
export function propose({ wanted, offered, fit }: Proposing): Proposals {
  const matches = matchesOf(wanted, offered).toSorted(byScore);
  const fields = new Map<Wanted, Proposal>();
  const each = new Map<Offered, Wanted>();
  const taken = new Set<Offered>();
  for (const { wanted: field, offered: value, score } of matches) {
    if (fields.has(field) || (taken.has(value) && score < CERTAIN)) continue;
    const from: Reference = { kind: 'reference', step: value.step, path: [...value.path] };
    const mapping = fit(from, field, value.sample);
    if (mapping === undefined) continue;
    if (inListAt(value) >= 0) {
      if (!each.has(value)) each.set(value, field);
      continue;
    }
    taken.add(value);
    fields.set(field, { path: field.path, mapping, from });
  }
  for (const field of wanted.filter((one) => one.isList && one.required && !fields.has(one))) {
    const value = onlyList(offered);
    if (value === undefined || taken.has(value)) continue;
    const from: Reference = { kind: 'reference', step: value.step, path: [...value.path] };
    const mapping = fit(from, field, value.sample);
    if (mapping === undefined) continue;
    taken.add(value);
    fields.set(field, { path: field.path, mapping, from });
  }
  const inOrder = wanted.flatMap((field) => fields.get(field) ?? []);
  return { fields: inOrder, each: eachOf([...each].filter(([, field]) => !fields.has(field))) };
}

/** The one list of the nearest step that gives any: what takes a list means it, whatever either is called. */
function onlyList(offered: readonly Offered[]): Offered | undefined {
  const lists = offered.filter((value) => value.isList && inListAt(value) < 0);
  const nearest = Math.min(...lists.map(({ rank }) => rank));
  const [list, ...others] = lists.filter(({ rank }) => rank === nearest);
  return others.length === 0 ? list : undefined;
}

/** The pairs whose names have something in common, the best few of each field. */
function matchesOf(wanted: readonly Wanted[], offered: readonly Offered[]): Match[] {
  const byHead = new Map<string, { value: Offered; name: Called }[]>();
  for (const value of offered) {
    const name = called({ ...value, names: namesOf(value) });
    for (const head of headsOf(name)) {
      const list = byHead.get(head) ?? [];
      byHead.set(head, list);
      list.push({ value, name });
    }
  }
  return wanted.flatMap((field) => {
    const name = called({ ...field, names: wantedNames(field) });
    const near = [...headsOf(name)].flatMap((head) => byHead.get(head) ?? []);
    const found = near.flatMap(({ value, name: theirs }) => {
      const score = scoreOf({ field, value, like: value.isObject ? UNLIKE : likeness(name, theirs) });
      return score >= (field.required ? ENOUGH.required : ENOUGH.optional)
        ? [{ wanted: field, offered: value, score }]
        : [];
    });
    return found.toSorted(byScore).slice(0, CLOSE);
  });
}

function headsOf({ ways }: Called): Set<string> {
  return new Set(ways.flatMap((words) => words.at(-1) ?? []));
}

/** A recipient is an e-mail address or a telephone number where its schema says so. */
function wantedNames({ names, schema }: Wanted): readonly string[] {
  const meaning = meaningOf(schema);
  return meaning === 'email' || meaning === 'phone'
    ? [...names, ...names.map((name) => asAddress(name, meaning))]
    : names;
}

function asAddress(name: string, meaning: string): string {
  return /^(?:to|recipient|receiver|address)$/i.test(name.trim()) ? meaning : name;
}

/** "Details of the order": the value of a text that looks like an address is one, whatever it is called. */
function namesOf({ names, sample }: Offered): readonly string[] {
  const meaning = meaningOfText(sample);
  return meaning === 'email' && !names.some((name) => /mail/i.test(name))
    ? [...names, ...names.map((name) => t('{name} email', { name }))]
    : names;
}

function scoreOf({ field, value, like }: { field: Wanted; value: Offered; like: number }): number {
  if (like <= UNLIKE || field.isList !== value.isList) return UNLIKE;
  const depth = value.path.length;
  return like - Math.min(value.rank, 12) - Math.max(0, depth - 2) - (value.mayBeMissing ? 6 : 0);
}

/** The better first; of equals, the nearer step's, then the one that stands first. */
function byScore(a: Match, b: Match): number {
  return b.score - a.score || a.offered.rank - b.offered.rank || compare(keyOf(a), keyOf(b));
}

function keyOf({ wanted, offered }: Match): string {
  return JSON.stringify([wanted.path, offered.step, offered.path]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The place in its path where a value leaves a list by one of its items; -1 for a value that is the only one. */
function inListAt({ path }: Pick<Offered, 'path'>): number {
  return path.findIndex((segment) => typeof segment === 'number');
}

/** The list whose items fill the most fields. Of a list in a list only the outer one is repeated over, so that is left out. */
function eachOf(found: readonly (readonly [Offered, Wanted])[]): EachProposal | undefined {
  const simple = found.filter(([{ path }]) => path.filter((segment) => typeof segment === 'number').length === 1);
  const lists = Map.groupBy(simple, ([value]) => JSON.stringify([value.step, value.path.slice(0, inListAt(value))]));
  const [most] = [...lists.values()].toSorted((a, b) => b.length - a.length);
  const [first] = most ?? [];
  if (most === undefined || first === undefined || !most.some(([, field]) => field.required)) return undefined;
  const [{ step, path }] = first;
  const fields = new Map<Wanted, EachProposal['fields'][number]>();
  for (const [value, field] of most)
    if (!fields.has(field)) fields.set(field, { path: field.path, inItem: value.path.slice(inListAt(value) + 1) });
  const list: Reference = { kind: 'reference', step, path: path.slice(0, inListAt(first[0])) };
  return { list, fields: [...fields.values()] };
}
