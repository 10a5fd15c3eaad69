import type { FlowDiff, Mapping, Position, Step, StepId } from '@patchbay/flow';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { t } from '../../texts/t.ts';
import { fieldName } from '../canvas/words.ts';
import { sameJson } from '../document/sameJson.ts';

/** What somebody did to a step: in words as they stand on the card, and with the step's name as they are read out. */
export type EditMark = { id: StepId; position: Position; isGone: boolean; words: string; spoken: string };

type Teller = { who: string; inputOf(step: Step): JSONSchema | undefined };

/** What somebody else has saved, step by step. One who only moved steps about or folded them has done nothing worth a word. */
export function editMarks({ steps }: FlowDiff, teller: Teller): EditMark[] {
  const { who } = teller;
  const added = Object.values(steps.added).map(({ id, name, position }) => ({
    id,
    position,
    isGone: false,
    words: t('{who} added this', { who }),
    spoken: t('{who} added {step}', { who, step: name }),
  }));
  const removed = Object.values(steps.removed).map(({ id, name, position }) => {
    const words = t('{who} deleted {step}', { who, step: name });
    return { id, position, isGone: true, words, spoken: words };
  });
  const changed = Object.values(steps.updated).flatMap(([before, after]) => changeMark(before, after, teller));
  return [...added, ...changed, ...removed];
}

/** All of it as one sentence to be read out; nothing where there is nothing to say. */
export function spokenEdit(marks: readonly EditMark[], { edges, notes, settings }: FlowDiff, who: string): string {
  const [first] = marks;
  if (marks.length === 1 && first !== undefined) return first.spoken;
  if (marks.length > 1) return t('{who} changed {count} steps', { who, count: marks.length });
  if (settings !== undefined) return t('{who} changed the flow settings', { who });
  if (hasAny(edges)) return t('{who} changed the wires', { who });
  return hasAny(notes) ? t('{who} changed a note', { who }) : '';
}

function hasAny({ added, updated, removed }: Record<'added' | 'updated' | 'removed', object>): boolean {
  return [added, updated, removed].some((records) => Object.keys(records).length > 0);
}

function changeMark(before: Step, after: Step, { who, inputOf }: Teller): EditMark[] {
  const { id, name, position } = after;
  const mark = { id, position, isGone: false };
  if (Boolean(before.disabled) !== Boolean(after.disabled)) {
    return after.disabled === true
      ? [
          {
            ...mark,
            words: t('{who} switched this off', { who }),
            spoken: t('{who} switched off {step}', { who, step: name }),
          },
        ]
      : [
          {
            ...mark,
            words: t('{who} switched this on', { who }),
            spoken: t('{who} switched on {step}', { who, step: name }),
          },
        ];
  }
  const parts = changedParts(before, after, inputOf(after));
  const [part] = parts;
  if (part === undefined) return [];
  const what = parts.length === 1 ? part : t('{part} and {count} more', { part, count: parts.length - 1 });
  const words = t('{who} changed {what}', { who, what });
  return [{ ...mark, words, spoken: t('{words} in {step}', { words, step: name }) }];
}

/** What differs, by its names: fields first. */
function changedParts(before: Step, after: Step, input: JSONSchema | undefined): string[] {
  const fields = changedFields(before.inputs, after.inputs).map((path) => fieldName(path, input));
  return [
    ...new Set(fields),
    ...(before.name === after.name ? [] : [t('the name')]),
    ...(before.connection === after.connection ? [] : [t('the account')]),
    ...(sameJson({ ...before, ...NAMED }, { ...after, ...NAMED }) ? [] : [t('its settings')]),
  ];
}

/** What has a name of its own above, and what says nothing of how the flow runs. */
const NAMED = { inputs: {}, name: '', connection: undefined, position: undefined, folded: undefined };

type Fields = Readonly<Record<string, Mapping>>;

/** The paths of fields that have another value; of an object field by field. */
function changedFields(before: Fields, after: Fields): string[][] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const [was, is] = [before[key], after[key]];
    if (sameJson(was, is)) return [];
    if (was?.kind !== 'object' || is?.kind !== 'object') return [[key]];
    return changedFields(was.fields, is.fields).map((path) => [key, ...path]);
  });
}
