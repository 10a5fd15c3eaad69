import { isObject, own, setOwn } from './json.ts';
import { parseJson } from './parseJson.ts';

/** Where APIs put the words for a person, most telling first. */
const MESSAGE_KEYS = [
  'message',
  'error_description',
  'detail',
  'error',
  'errors',
  'error_message',
  'errorMessage',
  'description',
  'title',
  'reason',
  'msg',
  'fault',
  'faultstring',
  'Message',
];

/** XML says that it is; a page does not, but in XHTML. */
const XML_ERROR = /^(?:<\?xml(?![^<]*<(?:!doctype )?html)|<\w*Error)/i;

/** The data of an answer: JSON, or the plain elements of an error in XML; undefined where it is none. */
export function dataIn(text: string): unknown {
  const trimmed = text.trim();
  if (XML_ERROR.test(trimmed)) return plainElements(trimmed);
  if (!trimmed.startsWith('{') && !trimmed.startsWith('[')) return undefined;
  try {
    return parseJson(trimmed);
  } catch {
    return undefined;
  }
}

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));
const MOST_ELEMENTS = 50;

/** `<Code>NoSuchKey</Code>` wherever it stands: enough for what a refusal says, and no parser is needed for it. */
function plainElements(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const elements = text.slice(0, 20_000).matchAll(/<([A-Za-z][\w.-]{0,60})>([^<]{1,2000})<\/\1>/g);
  for (const [, name = '', content = ''] of elements.take(MOST_ELEMENTS)) {
    const plain = content.replace(/&(\w+);/g, (entity, named: string) => ENTITIES.get(named) ?? entity);
    if (own(found, name) === undefined) setOwn(found, name, plain.trim());
  }
  return found;
}

/** The API's own words for what went wrong, found in the usual places of a JSON answer; short plain text as it is. */
export function messageIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^[{[]/.test(trimmed) || XML_ERROR.test(trimmed)) return wordsOf(dataIn(trimmed));
  return trimmed !== '' && trimmed.length <= 200 && !trimmed.startsWith('<') ? trimmed : undefined;
}

/** The words in what an API says of a refusal. */
export function wordsOf(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim().slice(0, 300);
  if (depth > 4) return undefined;
  if (Array.isArray(value)) return firstWords(value.slice(0, 5), depth);
  if (!isObject(value)) return undefined;
  const known = firstWords(
    MESSAGE_KEYS.filter((key) => Object.hasOwn(value, key)).map((key) => value[key]),
    depth,
  );
  return known ?? fieldErrors(value, depth);
}

/** `{ email: ['is taken'] }`: the field belongs to the words. */
function fieldErrors(value: Record<string, unknown>, depth: number): string | undefined {
  if (depth === 0) return undefined;
  for (const [field, errors] of Object.entries(value).slice(0, 5)) {
    const words = Array.isArray(errors) ? wordsOf(errors, depth + 1) : undefined;
    if (words !== undefined) return `${field}: ${words}`;
  }
  return undefined;
}

function firstWords(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const words = wordsOf(value, depth + 1);
    if (words !== undefined) return words;
  }
  return undefined;
}
