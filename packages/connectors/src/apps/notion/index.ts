import type { Connector, FieldSchema, Operation } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { createItem, updateItem } from './operations/items.ts';
import { addComment, addText, createPage, deletePage } from './operations/pages.ts';
import { commentSchema, pageSchema, thingSchema } from './outputs.ts';
import { overlay } from './overlay.ts';
import { plainComment, plainPage, plainThing } from './plainPage.ts';

const { operations, ...api } = defineApi({ id: 'notion', version: '1', description, overlay });

type Plain = { of: string; item: FieldSchema; read(answer: unknown): unknown };

/** An operation of the description whose answer, or each item of it, is read in plain words. */
function inPlainWords({ of: name, item, read }: Plain): Record<string, Operation> {
  const operation = operations[name];
  if (operation === undefined) return {};
  const { output, sample: _sample, ...rest } = operation;
  const isList = operation.paging !== undefined && typeof output === 'object';
  const list = {
    ...Object(output),
    $defs: undefined,
    properties: { ...Object(output).properties, items: { type: 'array', items: item } },
  };
  return { [name]: { ...rest, output: isList ? list : item, fromAnswer: read } };
}

/** Notion: pages, and the items of databases. Its values are wrapped by their kinds; these steps wrap and unwrap them. */
export const notionConnector: Connector = {
  ...api,
  operations: {
    createItem,
    ...operations,
    ...inPlainWords({ of: 'findItems', item: pageSchema, read: plainPage }),
    updateItem,
    createPage,
    ...inPlainWords({ of: 'getPage', item: pageSchema, read: plainPage }),
    addText,
    ...inPlainWords({ of: 'search', item: thingSchema, read: plainThing }),
    addComment,
    ...inPlainWords({ of: 'listComments', item: commentSchema, read: plainComment }),
    deletePage,
  },
};
