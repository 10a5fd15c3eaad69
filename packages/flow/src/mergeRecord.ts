import type { Mapping } from '@patchbay/expression';
import type { Step } from './document.ts';
import { own, sameJson } from './equal.ts';

/** The same record on three sides: as both found it, and as each left it. */
export type Sides<T> = { base: T; mine: T; theirs: T };

/** The parts of a record that both sides changed differently, each as a path; or the record with both changes. */
export type Merged<T> = { ok: true; value: T } | { ok: false; fields: string[][] };

type Part = { path: string[]; sides: Sides<unknown> };

/** Merges two versions of a step part by part. Inputs are parts one by one, and so are the fields of object mappings. */
export function mergeSteps({ base, mine, theirs }: Sides<Step>): Merged<Step> {
  if (changesOperation({ base, mine, theirs })) return { ok: false, fields: [['uses']] };
  const { inputs: baseInputs, ...rest } = base;
  const { inputs: myInputs, ...myRest } = mine;
  const { inputs: theirInputs, ...theirRest } = theirs;
  const fields = mergeFields({ base: rest, mine: myRest, theirs: theirRest }, ({ sides }) => atomic(sides));
  const inputs = mergeFields({ base: baseInputs, mine: myInputs, theirs: theirInputs }, mergeInput);
  if (fields.ok && inputs.ok) return { ok: true, value: { ...fields.value, inputs: inputs.value } };
  const conflicts = inputs.ok ? [] : inputs.fields.map((path) => ['inputs'].concat(path));
  return { ok: false, fields: [...(fields.ok ? [] : fields.fields), ...conflicts] };
}

/** Merges two versions of any flat record, such as a note, key by key. */
export function mergeFlat<T extends Record<string, unknown>>(sides: Sides<T>): Merged<T> {
  return mergeFields(sides, ({ sides: part }) => atomic(part));
}

/** A record that makes sense only as a whole, such as a wire. */
export function mergeWhole<T>(sides: Sides<T>): Merged<T> {
  return atomic(sides);
}

/** Inputs fit one operation: who swaps the operation and who fills in its inputs mean two different steps. */
function changesOperation({ base, mine, theirs }: Sides<Step>): boolean {
  const swaps = (side: Step) => !sameJson(base.uses, side.uses);
  const fills = (side: Step) => !sameJson(base.inputs, side.inputs);
  const sameSwap = sameJson(mine.uses, theirs.uses);
  return !sameSwap && ((swaps(mine) && fills(theirs)) || (swaps(theirs) && fills(mine)));
}

function mergeInput({ path, sides }: Part): Merged<unknown> {
  const whole = atomic(sides);
  if (whole.ok) return whole;
  const [base, mine, theirs] = [sides.base, sides.mine, sides.theirs].map(objectFields);
  if (base === undefined || mine === undefined || theirs === undefined) return { ok: false, fields: [[]] };
  const merged = mergeFields({ base, mine, theirs }, (part) => mergeInput({ ...part, path: [...path, ...part.path] }));
  return merged.ok ? { ok: true, value: { kind: 'object', fields: merged.value } } : merged;
}

function objectFields(value: unknown): Record<string, Mapping> | undefined {
  const isObjectMapping = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'object';
  return isObjectMapping ? (value as Extract<Mapping, { kind: 'object' }>).fields : undefined;
}

function mergeFields<T extends Record<string, unknown>>(
  { base, mine, theirs }: Sides<T>,
  mergePart: (part: Part) => Merged<unknown>,
): Merged<T> {
  const merged: Record<string, unknown> = {};
  const conflicts: string[][] = [];
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const sides = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) };
    const part = mergePart({ path: [key], sides });
    if (!part.ok) conflicts.push(...part.fields.map((path) => [key, ...path]));
    else if (part.value !== undefined) merged[key] = part.value;
  }
  // Each key was merged from values of the same key of T.
  return conflicts.length === 0 ? { ok: true, value: merged as T } : { ok: false, fields: conflicts };
}

function atomic<T>({ base, mine, theirs }: Sides<T>): Merged<T> {
  if (sameJson(base, mine)) return { ok: true, value: theirs };
  if (sameJson(base, theirs) || sameJson(mine, theirs)) return { ok: true, value: mine };
  return { ok: false, fields: [[]] };
}
