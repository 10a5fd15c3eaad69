import { isFileRef, sampleFile } from '@patchbay/connector';
import type { Json } from '@patchbay/expression';
import { readLink, readPhone } from '@patchbay/flow';
import { messageOf } from '@patchbay/words';
import type { Answers } from '../../api/types.ts';
import { parseJson } from '../../editor/inspector/form/jsonProblem.ts';
import { t } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';

export type StartWay = Answers['run']['prepare']['ways'][number];

/** One value to start with, as the form asks for it. */
export type StartField = {
  /** Its name in the data; empty for the one field that is all there is. */
  name: string;
  label: string;
  kind: Exclude<StartWay['fields'][number]['kind'], 'consent'> | 'yes-no' | 'json';
  isRequired: boolean;
  help?: string;
  choices: readonly string[];
};

/** What stands in the form, by the fields' names: texts as typed, yes or no, the choices made. */
export type Typed = Readonly<Record<string, string | boolean | readonly string[]>>;

type Read = { ok: true; payload: Json } | { ok: false; problems: ReadonlyMap<string, string> };

const LONG_TEXT = 80;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** The fields that were made for this way to start; else those of its example; else one for whatever there is to give. */
export function startFields({ fields, example }: Pick<StartWay, 'fields' | 'example'>): StartField[] {
  if (fields.length > 0) return fields.map(madeField);
  if (isRecord(example) && Object.keys(example).length > 0)
    return Object.entries(example).map(([name, value]) => fieldLike(name, value));
  return [{ name: '', label: t('Values'), kind: 'json', isRequired: false, choices: [] }];
}

function madeField({ name, label, kind, isRequired, help, choices }: StartWay['fields'][number]): StartField {
  const shown = kind === 'consent' ? 'yes-no' : kind;
  return { name, label, kind: shown, isRequired, choices, ...(help !== undefined && { help }) };
}

function fieldLike(name: string, value: Json): StartField {
  const field = (kind: StartField['kind']): StartField => ({ name, label: name, kind, isRequired: false, choices: [] });
  if (typeof value === 'number') return field('number');
  if (typeof value === 'boolean') return field('yes-no');
  if (isFileRef(value)) return field('file');
  if (typeof value !== 'string') return field('json');
  if (DATE.test(value)) return field('date');
  return field(value.length > LONG_TEXT || value.includes('\n') ? 'text-long' : 'text');
}

/** How the form is filled with values, such as those of the example or of the last run. */
export function typedFrom(fields: readonly StartField[], values: unknown): Typed {
  return Object.fromEntries(
    fields.map((field) => {
      const value = field.name === '' ? values : isRecord(values) ? own(values, field.name) : undefined;
      return [field.name, typedAs(field.kind, value)];
    }),
  );
}

function typedAs(kind: StartField['kind'], value: unknown): string | boolean | readonly string[] {
  if (kind === 'yes-no') return value === true;
  if (kind === 'choices') return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  if (value === undefined || (isFileRef(value) && value.file === sampleFile.file)) return '';
  if (kind === 'json' || kind === 'file') return JSON.stringify(value, undefined, 2);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The payload that the form says, or what is wrong with it by the fields' names. What is left empty is left out. */
export function payloadOf(fields: readonly StartField[], typed: Typed): Read {
  const problems = new Map<string, string>();
  const values: [string, Json][] = [];
  for (const field of fields) {
    const read = readField(field, typed[field.name]);
    if ('problem' in read) problems.set(field.name, read.problem);
    else if (read.value !== undefined) values.push([field.name, read.value]);
  }
  if (problems.size > 0) return { ok: false, problems };
  const isWhole = fields.length === 1 && fields[0]?.name === '';
  return { ok: true, payload: isWhole ? (values[0]?.[1] ?? null) : Object.fromEntries(values) };
}

type ReadField = { value: Json | undefined } | { problem: string };

function readField({ label, kind, isRequired, choices }: StartField, given: Typed[string] = ''): ReadField {
  if (typeof given === 'boolean') {
    return isRequired && !given ? { problem: t('“{label}” has to be yes.', { label }) } : { value: given };
  }
  if (typeof given !== 'string') {
    return isRequired && given.length === 0
      ? { problem: t('Choose something for “{label}”.', { label }) }
      : { value: [...given] };
  }
  const text = kind === 'text-long' ? given : given.trim();
  if (text.trim() === '') return isRequired ? { problem: t('“{label}” is needed.', { label }) } : { value: undefined };
  if (kind === 'number') return readNumber(label, text);
  if (kind === 'email' && !EMAIL.test(text))
    return { problem: t('“{label}” is no e-mail address, such as ada@example.com.', { label }) };
  if (kind === 'phone' || kind === 'link') return contactIn(kind === 'phone' ? readPhone(text) : readLink(text));
  if (kind === 'choice' && !choices.includes(text))
    return { problem: t('“{label}” is one of {choices}.', { label, choices: choices.join(', ') }) };
  if (kind !== 'json' && kind !== 'file') return { value: text };
  const parsed = parseJson(text);
  return parsed.ok ? { value: parsed.value } : { problem: parsed.sentence };
}

function contactIn(read: ReturnType<typeof readPhone>): ReadField {
  return 'problem' in read ? { problem: told(messageOf(read.problem)) } : read;
}

function readNumber(label: string, text: string): ReadField {
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? { value } : { problem: t('“{label}” is a number, such as 12.5.', { label }) };
}

function isRecord(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Record<string, Json>, name: string): Json | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
