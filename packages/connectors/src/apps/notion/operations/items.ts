import { encodeSegment } from '../../../values/encodeSegment.ts';
import { textIn } from '../../../values/input.ts';
import { columnValues } from '../columnValue.ts';
import { pageSchema } from '../outputs.ts';
import { plainPage } from '../plainPage.ts';
import { blocksOf } from '../richText.ts';
import { askColumns, columnsField, databaseField, pageField, textField } from './fields.ts';
import { notionOperation } from './notionOperation.ts';

export const createItem = notionOperation({
  title: 'Create an item in a database',
  description: 'Adds an item with its columns, and text on its page where there is some.',
  group: 'Databases',
  keywords: ['add row', 'insert', 'record', 'database page'],
  effect: 'create',
  repeat: 'unsafe',
  fields: { data_source_id: databaseField, columns: columnsField, text: textField },
  required: ['data_source_id'],
  output: pageSchema,
  before: askColumns,
  request(input, database) {
    const children = blocksOf(textIn(input, { name: 'text', title: 'Text' }));
    return {
      method: 'POST',
      path: '/v1/pages',
      body: {
        parent: {
          type: 'data_source_id',
          data_source_id: textIn(input, { name: 'data_source_id', title: 'Database' }),
        },
        properties: columnValues(input.columns, database),
        ...(children.length === 0 ? {} : { children }),
      },
    };
  },
  read: plainPage,
});

export const updateItem = notionOperation({
  title: 'Update an item of a database',
  description: 'Changes columns of an item; those that are not named stay.',
  group: 'Databases',
  keywords: ['edit row', 'change', 'record'],
  effect: 'update',
  repeat: 'natural',
  fields: {
    data_source_id: { ...databaseField, description: 'The database of the item; it says which columns there are.' },
    page_id: { ...pageField, title: 'Item', description: 'The item, or its id from another step.' },
    columns: columnsField,
  },
  required: ['data_source_id', 'page_id', 'columns'],
  output: pageSchema,
  before: askColumns,
  request(input, database) {
    return {
      method: 'PATCH',
      path: `/v1/pages/${encodeSegment(input, { name: 'page_id', title: 'Item' })}`,
      body: { properties: columnValues(input.columns, database) },
    };
  },
  read: plainPage,
});
