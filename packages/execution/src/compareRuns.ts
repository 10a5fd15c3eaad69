import type { RunView, StepRun } from './runView.ts';

/** Where in a value: names of fields, and places in lists counted from 0. */
type FieldPath = readonly (string | number)[];

/**
 * How a field differs: it was there and is not (`missing`), is there and was not (`new`), has nothing in it now (`empty`),
 * is of another kind, a list has more or fewer (`count`), or it just has another `value`.
 */
export type FieldChange = 'missing' | 'new' | 'empty' | 'kind' | 'count' | 'value';

export type FieldDifference = { field: FieldPath; change: FieldChange; before: unknown; after: unknown };

/** What of a step differs: what it gave, what it was sent, how it ended, by which way it went on, how often it was tried. */
export type ComparedPart = 'output' | 'input' | 'status' | 'outlet' | 'tries' | 'items';

export type StepDifference = {
  path: string;
  step: string;
  part: ComparedPart;
  /** The most telling first, at most `MOST_FIELDS` of them. */
  fields: FieldDifference[];
  /** How many differ in all, as far as was looked. */
  differing: number;
};

export type RunComparison = {
  /** In the order of the plan: the first is where the runs part. */
  steps: StepDifference[];
  /** How many fields say the same. */
  same: number;
};

const MOST_FIELDS = 4;
const MOST_STEPS = 40;
/** Values looked at of one step; what is beyond is not compared. */
const MOST_VALUES = 20_000;

/** Of a difference, how much it tells: an id or a time is another one in every run, a field that is gone is not. */
const TELLING: Record<FieldChange, number> = { missing: 0, kind: 1, empty: 2, new: 3, count: 4, value: 5 };

/**
 * A run beside one that went well: what differs, step by step, pure. Steps are told apart by their paths; of one that both
 * carried out, what it gave is compared, and what it was sent where it failed. Of steps that only one run came to, that.
 */
export function compareRuns(good: RunView, bad: RunView): RunComparison {
  const before = new Map(good.steps.map((run) => [run.path, run]));
  const comparison: RunComparison = { steps: [], same: 0 };
  for (const after of bad.steps) {
    if (comparison.steps.length >= MOST_STEPS) break;
    compareStep(before.get(after.path), after, comparison);
  }
  return comparison;
}

function compareStep(before: StepRun | undefined, after: StepRun, comparison: RunComparison): void {
  const { path, step } = after;
  const add = (part: ComparedPart, found: FieldDifference[]) => {
    const fields = found.filter((field) => !isAboutTheLine(field));
    if (fields.length === 0) return;
    const telling = fields.toSorted((a, b) => TELLING[a.change] - TELLING[b.change]);
    comparison.steps.push({ path, step, part, fields: telling.slice(0, MOST_FIELDS), differing: fields.length });
  };
  const one = (part: ComparedPart, from: unknown, to: unknown) => {
    if (from === to) comparison.same += 1;
    else add(part, [{ field: [], change: 'value', before: from, after: to }]);
  };
  // An item that the good run did not have: that there are more is said of the loop.
  if (before === undefined) return;
  if (before.items !== undefined || after.items !== undefined) one('items', before.items?.count, after.items?.count);
  else if (hasEnded(before) && hasEnded(after)) {
    const found = differencesOf(before.output, after.output);
    comparison.same += found.same;
    add('output', found.fields);
  }
  if (after.status === 'failed' && after.items === undefined) {
    const found = differencesOf(before.input, after.input);
    comparison.same += found.same;
    add('input', found.fields);
  }
  if (before.attempts > 0 && after.attempts > 0 && before.attempts !== after.attempts) {
    one('tries', before.attempts, after.attempts);
  }
  if (before.status !== after.status) one('status', before.status, after.status);
  else if (before.outlet !== after.outlet) one('outlet', before.outlet, after.outlet);
}

/** Headers that are others in every answer, and say nothing of what was asked. */
const PASSING = new Set(
  'date age etag expires last-modified content-length set-cookie server connection keep-alive via cf-ray x-runtime'.split(
    ' ',
  ),
);

/** Whether it is of the connection rather than of the data: a date, an id of the request. */
function isAboutTheLine({ field: [first, name] }: FieldDifference): boolean {
  if (first !== 'headers' || typeof name !== 'string') return false;
  const header = name.toLowerCase();
  return PASSING.has(header) || /request-?id|trace|correlation|rate-?limit|cache|timing/.test(header);
}

function hasEnded({ status }: StepRun): boolean {
  return status === 'succeeded';
}

type Found = { fields: FieldDifference[]; same: number };

/** All fields in which two JSON values differ, in the order of the second one; of lists place by place, and their counts. */
export function differencesOf(before: unknown, after: unknown): Found {
  const found: Found & { left: number } = { fields: [], same: 0, left: MOST_VALUES };
  walk({ before, after, field: [] }, found);
  return { fields: found.fields, same: found.same };
}

type At = { before: unknown; after: unknown; field: FieldPath };

function walk(at: At, found: Found & { left: number }): void {
  found.left -= 1;
  if (found.left < 0) return;
  const { before, after, field } = at;
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length)
      found.fields.push({ field, change: 'count', before: before.length, after: after.length });
    const shared = Math.min(before.length, after.length);
    for (let index = 0; index < shared && found.left > 0; index += 1) {
      walk({ before: before[index], after: after[index], field: [...field, index] }, found);
    }
    return;
  }
  if (isRecord(before) && isRecord(after)) {
    for (const name of new Set([...Object.keys(after), ...Object.keys(before)])) {
      if (found.left <= 0) return;
      walk({ before: own(before, name), after: own(after, name), field: [...field, name] }, found);
    }
    return;
  }
  const change = changeOf(before, after);
  if (change === undefined) found.same += 1;
  else found.fields.push({ field, change, before, after });
}

function changeOf(before: unknown, after: unknown): FieldChange | undefined {
  if (Object.is(before, after) || (before === 0 && after === 0)) return undefined;
  if (after === undefined) return 'missing';
  if (before === undefined) return 'new';
  if (after === null || after === '') return 'empty';
  if (before === null || before === '') return 'value';
  return kindOf(before) === kindOf(after) ? 'value' : 'kind';
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
