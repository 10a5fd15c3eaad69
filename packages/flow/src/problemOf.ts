import type { z } from 'zod/mini';
import { own } from './equal.ts';

type Issue = z.core.$ZodIssue;

/** The first thing that is wrong with a malformed document, as a sentence that names the place. */
export function problemOf(error: z.core.$ZodError, document: unknown): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'This is not a valid flow.';
  return `${placeOf(issue.path, document)} ${whatIsWrong(issue)}`;
}

function placeOf(path: readonly PropertyKey[], document: unknown): string {
  const text = path.map(String).join('.');
  const name = stepName(path, document);
  if (text === '') return 'The flow file';
  return name === undefined ? `In the flow file, ${text}` : `In the flow file, ${text} (the step '${name}')`;
}

function stepName(path: readonly PropertyKey[], document: unknown): string | undefined {
  const [records, id] = path;
  if (records !== 'steps' || typeof id !== 'string' || path.length < 3) return undefined;
  const name = field(field(field(document, 'steps'), id), 'name');
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? own(value as Record<string, unknown>, key) : undefined;
}

function whatIsWrong(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing.' : `should be ${EXPECTED[issue.expected] ?? issue.expected}.`;
    case 'unrecognized_keys':
      return `has a part that flows do not have: ${issue.keys.join(', ')}.`;
    case 'too_big':
      return `is too long or too big: at most ${issue.maximum}.`;
    case 'too_small':
      return `is too short or too small: at least ${issue.minimum}.`;
    case 'invalid_format':
      return 'is not a valid id: it takes letters, digits and _, and starts with a letter.';
    case 'invalid_union':
      return 'is of a kind that flows do not have.';
    case 'custom':
      return issue.message;
    default:
      return 'is not valid.';
  }
}

const EXPECTED: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no (true or false)',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};
