import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { Operation } from './connector.ts';
import { flattenSchema } from './flattenSchema.ts';
import { type FieldSchema, orderedFields } from './hints.ts';

/** Behind the name of an operation that reads: the trigger that looks with it for something new. */
const SUFFIX = ':new';

/** The name of the trigger that looks with an operation again and again. */
export function pollName(operation: string): string {
  return `${operation}${SUFFIX}`;
}

/** The operation that a trigger of that name looks with; undefined for any other name. */
export function polledName(name: string): string | undefined {
  return name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : undefined;
}

/** What the trigger is called that looks with an operation of this title. */
export function pollTitle(title: string): string {
  return `When ${title.charAt(0).toLowerCase()}${title.slice(1)} gives something new`;
}

/**
 * The trigger that reads with an operation every few minutes and starts a flow for each item it has not seen. It takes
 * what the operation takes, and in `poll` how its answer is read; its output is an item. Undefined for what does not read.
 */
export function pollOf(operation: Operation): Operation | undefined {
  const {
    input,
    title,
    request,
    toRequest: _toRequest,
    perform: _perform,
    answer: _answer,
    sample: _sample,
    paging,
    before: _before,
    fromAnswer: _fromAnswer,
    ...rest
  } = operation;
  const asks = request ?? operation.toRequest;
  if (operation.kind !== 'call' || operation.effect !== 'read' || asks === undefined) return undefined;
  if (typeof input !== 'object' || input.properties?.poll !== undefined) return undefined;
  const { list, item } = listIn(operation.output);
  // A look takes one page, which has the newest where an API lists them first.
  const { pages, ...others } = input.properties ?? {};
  const properties = paging === undefined || pages === undefined ? input.properties : others;
  const withPoll = {
    ...input,
    properties: { ...properties, poll: howToRead(list, idIn(item)) },
    'x-patchbay-order': [...orderedFields({ ...input, properties }), 'poll'],
  };
  return {
    ...rest,
    title: pollTitle(title),
    description: 'Looks every few minutes, and starts this flow for each item that is new.',
    kind: 'trigger',
    startedBy: 'poll',
    repeat: 'natural',
    input: withPoll,
    output: item,
  };
}

/** Which list of its answer a look reads, and what tells its items apart, where nobody says; as far as its schema tells. */
export function pollDefaults({ output }: Pick<Operation, 'output'>): { list: string; item: string } {
  const { list, item } = listIn(output);
  return { list, item: idIn(item) };
}

/** Where an answer has its list, and what stands in it, as far as its schema says. */
function listIn(output: JSONSchema): { list: string; item: JSONSchema } {
  if (typeof output !== 'object') return { list: '', item: true };
  const item = (list: JSONSchema): JSONSchema => {
    const items = typeof list === 'object' ? (list.items ?? true) : true;
    return typeof items === 'object' && output.$defs !== undefined ? { ...items, $defs: output.$defs } : items;
  };
  if (output.type === 'array') return { list: '', item: item(output) };
  const lists = Object.entries(output.properties ?? {}).filter(
    ([, field]) => typeof field === 'object' && field.type === 'array',
  );
  const [only] = lists;
  return only === undefined || lists.length > 1 ? { list: '', item: true } : { list: only[0], item: item(only[1]) };
}

/** What APIs call the field that tells one of a kind from another, where it is not `id`. */
const KEYS = /^(?:sid|ts|key|token|uuid|uid|gid|number|row)$/;
const ID = /(?:_id|Id|ID)$/;

/** The field of an item that no other item has, as far as its schema tells: `id`, else what is called like one. */
function idIn(item: JSONSchema): string {
  const fields = fieldsIn(item, item);
  const plain = fields.filter(({ type }) => PLAIN.has(type)).map(({ name }) => name);
  const found = plain.find((name) => name === 'id') ?? plain.find((name) => KEYS.test(name));
  return found ?? plain.find((name) => ID.test(name)) ?? idInside(fields, item) ?? 'id';
}

/** Some put what an item is one step further in: the user of a member. */
function idInside(fields: readonly Field[], root: JSONSchema): string | undefined {
  for (const { name, schema } of fields) {
    const inside = fieldsIn(schema, root).map((field) => field.name);
    const own = inside.find((one) => one === 'id') ?? inside.find((one) => ID.test(one));
    if (own !== undefined) return `${name}.${own}`;
  }
  return undefined;
}

type Field = { name: string; type: string; schema: JSONSchema };

function fieldsIn(schema: JSONSchema, root: JSONSchema): Field[] {
  if (typeof schema !== 'object') return [];
  const { properties = {} } = flattenSchema(schema, root).schema;
  return Object.entries(properties).map(([name, field]) => {
    const type = typeof field === 'object' ? flattenSchema(field, root).schema.type : undefined;
    return { name, type: String([type].flat()[0]), schema: field };
  });
}

const PLAIN: ReadonlySet<string> = new Set(['string', 'integer', 'number']);

function howToRead(list: string, id: string): FieldSchema {
  return {
    type: 'object',
    title: 'What is new',
    description: 'How items are told apart, and how often to look.',
    properties: {
      list: {
        type: 'string',
        title: 'List',
        description:
          'Where the list stands in the answer, such as data.orders. Empty: the answer, or the one list in it.',
        ...(list === '' ? {} : { default: list }),
        'x-patchbay-basic': true,
      },
      item: {
        type: 'string',
        title: 'Field that tells items apart',
        description: 'A field of each item that no other item has.',
        default: id,
        'x-patchbay-basic': true,
      },
      version: {
        type: 'string',
        title: 'Field that tells versions apart',
        description: 'Such as updatedAt: an item starts the flow again when this field changes. Empty: only once.',
        'x-patchbay-basic': true,
      },
      minutes: {
        type: 'integer',
        title: 'Minutes between looks',
        description: 'How often to look.',
        minimum: 1,
        maximum: 1_440,
        default: 5,
        'x-patchbay-basic': true,
      },
      first: {
        type: 'string',
        title: 'At the first look',
        description: 'What happens to the items that are there already.',
        enum: ['remember', 'start'],
        default: 'remember',
        'x-patchbay-labels': { remember: 'Only remember them', start: 'Start the flow for each' },
      },
    },
    additionalProperties: false,
    'x-patchbay-basic': true,
    'x-patchbay-order': ['list', 'item', 'version', 'minutes', 'first'],
  };
}
