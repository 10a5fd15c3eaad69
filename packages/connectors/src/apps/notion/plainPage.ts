import { isObject, type Json, own } from '@patchbay/connector';
import { plainText } from './richText.ts';

type Value = Record<string, unknown>;

/** How a column reads in plain words, by its kind; other kinds read as they are. */
const READERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  title: plainText,
  rich_text: plainText,
  select: nameOf,
  status: nameOf,
  multi_select: (value) => listOf(value).map(nameOf),
  people: (value) => listOf(value).map((person) => nameOf(person) ?? fieldOf(person, 'id')),
  relation: (value) => listOf(value).map((page) => fieldOf(page, 'id')),
  files: (value) => listOf(value).map(addressOf),
  date: (value) => (fieldOf(value, 'end') == null ? fieldOf(value, 'start') : value),
  formula: typed,
  rollup: (value) => (fieldOf(value, 'type') === 'array' ? listOf(fieldOf(value, 'array')).map(column) : typed(value)),
  created_by: nameOf,
  last_edited_by: nameOf,
  unique_id: (value) => [fieldOf(value, 'prefix'), fieldOf(value, 'number')].filter((part) => part != null).join('-'),
};

/** A page or an item of a database without the wrapping that Notion puts around every value. */
export function plainPage(page: unknown): Value {
  const properties = fieldOf(page, 'properties');
  const columns = Object.entries(isObject(properties) ? properties : {});
  const title = columns.find(([, property]) => fieldOf(property, 'type') === 'title');
  return {
    id: fieldOf(page, 'id') ?? '',
    title: title === undefined ? '' : column(title[1]),
    url: fieldOf(page, 'url') ?? null,
    created_time: fieldOf(page, 'created_time') ?? null,
    last_edited_time: fieldOf(page, 'last_edited_time') ?? null,
    in_trash: fieldOf(page, 'in_trash') === true,
    columns: Object.fromEntries(columns.map(([name, property]) => [name, column(property) ?? null])),
  };
}

/** What a search finds, in a line: a page by its title column, a database by its own. */
export function plainThing(thing: unknown): Value {
  const { id, url, created_time, last_edited_time, title } = plainPage(thing);
  const isPage = fieldOf(thing, 'object') === 'page';
  const name = isPage ? title : plainText(fieldOf(thing, 'title'));
  return {
    object: fieldOf(thing, 'object') ?? null,
    id,
    title: name || 'Untitled',
    url,
    created_time,
    last_edited_time,
  };
}

export function plainComment(comment: unknown): Value {
  return {
    id: fieldOf(comment, 'id') ?? '',
    text: plainText(fieldOf(comment, 'rich_text')),
    created_time: fieldOf(comment, 'created_time') ?? null,
    discussion_id: fieldOf(comment, 'discussion_id') ?? null,
    created_by: fieldOf(fieldOf(comment, 'created_by'), 'id') ?? null,
  };
}

function column(property: unknown): unknown {
  const type = fieldOf(property, 'type');
  if (typeof type !== 'string') return property;
  const value = fieldOf(property, type);
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  return value === null || read === undefined ? value : read(value);
}

/** A value that says under which of its names it stands. */
function typed(value: unknown): unknown {
  const type = fieldOf(value, 'type');
  const inner = typeof type === 'string' ? fieldOf(value, type) : undefined;
  return type === 'date' && inner != null ? READERS.date?.(inner) : inner;
}

function nameOf(value: unknown): unknown {
  return fieldOf(value, 'name');
}

function addressOf(file: unknown): unknown {
  return fieldOf(fieldOf(file, 'external') ?? fieldOf(file, 'file'), 'url');
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const fieldOf = (value: unknown, name: string): Json | undefined =>
  isObject(value) ? (own(value, name) as Json | undefined) : undefined;
