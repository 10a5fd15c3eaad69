import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { alternatives, formatOf, itemOf, kind, kindsOf, resolve, type Type, typeOf } from './type.ts';

type Words = { one: string; many: string };

const formatWords: { [format: string]: Words } = {
  date: { one: 'a date', many: 'dates' },
  'date-time': { one: 'a date', many: 'dates' },
  time: { one: 'a time of day', many: 'times of day' },
  email: { one: 'an e-mail address', many: 'e-mail addresses' },
  uri: { one: 'a link', many: 'links' },
  url: { one: 'a link', many: 'links' },
};

/** A schema in the words of the screen: "a number", "a date", "a list of text", "text or a number". */
export function describeSchema(schema: JSONSchema): string {
  return describeType(typeOf(schema));
}

export function describeType(type: Type): string {
  return wordsOf(type, 0).one;
}

function wordsOf(type: Type, depth: number): Words {
  const kinds = kindsOf(type);
  if (kinds === kind.any || (kinds | kind.null) === kind.any) return { one: 'anything', many: 'anything' };
  if (kinds === kind.null) return { one: 'nothing', many: 'nothing' };
  const words: Words[] = [];
  if (kinds & kind.text) words.push(formatWords[formatOf(type) ?? ''] ?? { one: 'text', many: 'text' });
  if (kinds & kind.number) words.push(numberWords(type));
  if (kinds & kind.boolean) words.push({ one: 'a yes or no', many: 'yes or no' });
  if (kinds & kind.list) words.push(listWords(type, depth));
  if (kinds & kind.object) words.push(objectWords(type));
  return { one: orList(words.map((each) => each.one)), many: orList(words.map((each) => each.many)) };
}

function numberWords(type: Type): Words {
  const whole = alternatives(type)
    .filter((alternative) => kindsOf(alternative) & kind.number)
    .every((alternative) => resolve(alternative)?.type === 'integer');
  return whole ? { one: 'a whole number', many: 'whole numbers' } : { one: 'a number', many: 'numbers' };
}

/** A file is an object that its schema calls one, for whoever draws the form. */
function objectWords(type: Type): Words {
  const isFile = alternatives(type)
    .filter((alternative) => kindsOf(alternative) & kind.object)
    .every((alternative) => Reflect.get(resolve(alternative) ?? {}, 'x-patchbay-widget') === 'file');
  return isFile ? { one: 'a file', many: 'files' } : { one: 'an object', many: 'objects' };
}

function listWords(type: Type, depth: number): Words {
  const items = depth < 2 ? wordsOf(itemOf(type), depth + 1).many : 'anything';
  return items === 'anything' || items === 'nothing'
    ? { one: 'a list', many: 'lists' }
    : { one: `a list of ${items}`, many: `lists of ${items}` };
}

function orList(words: readonly string[]): string {
  const [last, ...before] = words.toReversed();
  return before.length === 0 ? (last ?? 'anything') : `${before.toReversed().join(', ')} or ${last}`;
}
