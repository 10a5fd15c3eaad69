import type { FileRef } from '@patchbay/connector';
import { readLink, readPhone, type TypedField } from '@patchbay/flow';
import { spell } from '@patchbay/words';
import { readNumber } from './readNumber.ts';

/** What was sent of a form, by the names of its fields. */
export type Sent = { values: ReadonlyMap<string, readonly string[]>; files: ReadonlyMap<string, FileRef> };

export type Answers = {
  /** What the run gets. Questions that were left open are not in it, but for lists and yes or no. */
  payload: Record<string, unknown>;
  /** What is wrong, by field, in a sentence for whoever fills the form in. */
  problems: Map<string, string>;
};

const LONGEST_LINE = 1_000;
const LONGEST_TEXT = 20_000;

/** The answers as data, each of its kind. */
export function readAnswers(fields: readonly TypedField[], sent: Sent): Answers {
  const payload: Record<string, unknown> = {};
  const problems = new Map<string, string>();
  for (const field of fields) {
    const read = readAnswer(field, sent);
    if ('problem' in read) problems.set(field.name, read.problem);
    else if (read.value !== undefined) payload[field.name] = read.value;
  }
  return { payload, problems };
}

type Read = { value: unknown } | { problem: string };

function readAnswer(field: TypedField, { values, files }: Sent): Read {
  const given = (values.get(field.name) ?? []).map((value) => value.trim()).filter((value) => value !== '');
  switch (field.kind) {
    case 'file':
      return openOr(field, files.get(field.name), 'Please choose a file.');
    case 'consent':
      return given.length > 0 || !field.isRequired
        ? { value: given.length > 0 }
        : { problem: 'Please tick this to go on.' };
    case 'choices':
      return severalOf(field, given);
    default:
      return given[0] === undefined ? openOr(field, undefined, 'Please answer this.') : textAnswer(field, given[0]);
  }
}

function openOr({ isRequired }: TypedField, value: unknown, problem: string): Read {
  return value === undefined && isRequired ? { problem } : { value };
}

function severalOf({ choices, isRequired }: TypedField, given: readonly string[]): Read {
  if (!given.every((value) => choices.includes(value))) return { problem: 'Please choose from the list.' };
  return given.length === 0 && isRequired ? { problem: 'Please choose at least one.' } : { value: given };
}

function textAnswer({ kind, choices }: TypedField, text: string): Read {
  switch (kind) {
    case 'number':
      return numberAnswer(text);
    case 'date':
      return isDate(text) ? { value: text } : { problem: 'Please give a date.' };
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text) && text.length <= 254
        ? { value: text }
        : { problem: 'Please write an e-mail address, such as ann@example.com.' };
    case 'phone':
      return contactIn(readPhone(text));
    case 'link':
      return contactIn(readLink(text));
    case 'choice':
      return choices.includes(text) ? { value: text } : { problem: 'Please choose from the list.' };
    default: {
      const longest = kind === 'text-long' ? LONGEST_TEXT : LONGEST_LINE;
      return text.length <= longest
        ? { value: text.replace(/\r\n/g, '\n') }
        : { problem: `Please write ${longest.toLocaleString('en')} characters at most.` };
    }
  }
}

function contactIn(read: ReturnType<typeof readPhone>): Read {
  return 'problem' in read ? { problem: spell(read.problem) } : read;
}

function numberAnswer(text: string): Read {
  const value = readNumber(text);
  if (value === 'unclear') {
    const [whole, part] = text.replace(/[^\d.,]/g, '').split(/[.,]/);
    return { problem: `Please write ${whole}${part} without a mark, or ${whole}.${part}0 if that is what you mean.` };
  }
  return value === undefined ? { problem: 'Please write a number, such as 12 or 12.5.' } : { value };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
