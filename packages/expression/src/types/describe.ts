import { type Said, say, sayEither, spell } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { alternatives, formatOf, itemOf, kind, kindsOf, resolve, type Type, typeOf } from './type.ts';

type Words = { one: Said; many: Said };

const formatWords: { [format: string]: Words } = {
  date: { one: say('a date'), many: say('dates') },
  'date-time': { one: say('a date'), many: say('dates') },
  time: { one: say('a time of day'), many: say('times of day') },
  email: { one: say('an e-mail address'), many: say('e-mail addresses') },
  uri: { one: say('a link'), many: say('links') },
  url: { one: say('a link'), many: say('links') },
};

/** A schema in the words of the screen: "a number", "a date", "a list of text", "text or a number". */
export function describeSchema(schema: JSONSchema): string {
  return spell(saySchema(schema));
}

/** The same, to be said in another language too. */
export function saySchema(schema: JSONSchema): Said {
  return describeType(typeOf(schema));
}

export function describeType(type: Type): Said {
  return wordsOf(type, 0).one;
}

/** Whether the words of a type are those of text. */
export function isText(words: Said): boolean {
  return spell(words) === 'text';
}

const ANYTHING: Words = { one: say('anything'), many: say('anything') };
const NOTHING: Words = { one: say('nothing'), many: say('nothing') };
const TEXT: Words = { one: say('text'), many: say('text') };
const YES_NO: Words = { one: say('a yes or no'), many: say('yes or no') };

function wordsOf(type: Type, depth: number): Words {
  const kinds = kindsOf(type);
  if (kinds === kind.any || (kinds | kind.null) === kind.any) return ANYTHING;
  if (kinds === kind.null) return NOTHING;
  const words: Words[] = [];
  if (kinds & kind.text) words.push(formatWords[formatOf(type) ?? ''] ?? TEXT);
  if (kinds & kind.number) words.push(numberWords(type));
  if (kinds & kind.boolean) words.push(YES_NO);
  if (kinds & kind.list) words.push(listWords(type, depth));
  if (kinds & kind.object) words.push(objectWords(type));
  return { one: orList(words.map((each) => each.one)), many: orList(words.map((each) => each.many)) };
}

function numberWords(type: Type): Words {
  const whole = alternatives(type)
    .filter((alternative) => kindsOf(alternative) & kind.number)
    .every((alternative) => resolve(alternative)?.type === 'integer');
  return whole
    ? { one: say('a whole number'), many: say('whole numbers') }
    : { one: say('a number'), many: say('numbers') };
}

/** A file is an object that its schema calls one, for whoever draws the form. */
function objectWords(type: Type): Words {
  const isFile = alternatives(type)
    .filter((alternative) => kindsOf(alternative) & kind.object)
    .every((alternative) => Reflect.get(resolve(alternative) ?? {}, 'x-patchbay-widget') === 'file');
  return isFile ? { one: say('a file'), many: say('files') } : { one: say('an object'), many: say('objects') };
}

function listWords(type: Type, depth: number): Words {
  const inside = depth < 2 ? wordsOf(itemOf(type), depth + 1) : ANYTHING;
  const items = inside.many;
  return inside === ANYTHING || inside === NOTHING
    ? { one: say('a list'), many: say('lists') }
    : { one: say('a list of {items}', { items }), many: say('lists of {items}', { items }) };
}

function orList(words: readonly Said[]): Said {
  const all = words.length === 0 ? ANYTHING.one : sayEither(words);
  return typeof all === 'object' ? all : say('{all}', { all });
}
