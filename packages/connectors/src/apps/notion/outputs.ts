import type { FieldSchema } from '@patchbay/connector';

const text = (title: string, description: string, example: string): FieldSchema => ({
  type: 'string',
  title,
  description,
  examples: [example],
});
const maybeText = (title: string, description: string, example: string): FieldSchema => ({
  type: ['string', 'null'],
  title,
  description,
  examples: [example],
});

const id = text('Id', 'Names it in other steps.', '59833787-2cf9-4fdf-8782-e53db20768a5');
const url = maybeText('Address', 'Where to see it.', 'https://www.notion.so/Ada-598337872cf94fdf8782e53db20768a5');
const created_time = maybeText('Created', 'When it was made.', '2026-03-14T09:30:00.000Z');
const last_edited_time = maybeText('Changed', 'When it changed last.', '2026-03-14T09:31:00.000Z');

/** A page or an item, as `plainPage` gives it. */
export const pageSchema = {
  type: 'object',
  properties: {
    id,
    title: text('Title', 'What it is called.', 'Ada Lovelace'),
    url,
    created_time,
    last_edited_time,
    in_trash: { type: 'boolean', title: 'In the trash', description: 'It was deleted.', examples: [false] },
    columns: {
      type: 'object',
      title: 'Columns',
      description: 'Its values by the names of the columns.',
      examples: [{ Name: 'Ada Lovelace', Email: 'ada@example.com', Total: 129.5, Tags: ['VIP'] }],
    },
  },
  required: ['id', 'title', 'columns'],
} satisfies FieldSchema;

/** A line of a search, as `plainThing` gives it. */
export const thingSchema = {
  type: 'object',
  properties: {
    object: maybeText('Kind', 'page or data_source.', 'page'),
    id,
    title: text('Title', 'What it is called.', 'Customers'),
    url,
    created_time,
    last_edited_time,
  },
  required: ['id', 'title'],
} satisfies FieldSchema;

/** A comment, as `plainComment` gives it. */
export const commentSchema = {
  type: 'object',
  properties: {
    id,
    text: text('Text', 'What it says.', 'Called her today.'),
    created_time,
    discussion_id: maybeText('Thread', 'The thread it belongs to.', 'f1407351-36f5-4c49-a13c-49f8ba11776d'),
    created_by: maybeText('Author', 'The id of who wrote it.', 'd40e767c-d7af-4b18-a86d-55c61f1e39a4'),
  },
  required: ['id', 'text'],
} satisfies FieldSchema;
