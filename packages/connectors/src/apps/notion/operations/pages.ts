import { isObject, own } from '@patchbay/connector';
import { encodeSegment } from '../../../values/encodeSegment.ts';
import { filledTextIn, textIn } from '../../../values/input.ts';
import { commentSchema, pageSchema } from '../outputs.ts';
import { plainComment, plainPage } from '../plainPage.ts';
import { blocksOf, richText } from '../richText.ts';
import { pageField, textField } from './fields.ts';
import { notionOperation } from './notionOperation.ts';

const page = { name: 'page_id', title: 'Page' };
const text = { name: 'text', title: 'Text' };

export const createPage = notionOperation({
  title: 'Create a page',
  description: 'Makes a page inside another one.',
  group: 'Pages',
  keywords: ['new page', 'document', 'note'],
  effect: 'create',
  repeat: 'unsafe',
  fields: {
    page_id: { ...pageField, title: 'Inside', description: 'The page that it becomes a part of.' },
    title: { type: 'string', title: 'Title', description: 'What it is called.', minLength: 1, examples: ['Notes'] },
    text: textField,
  },
  required: ['page_id', 'title'],
  output: pageSchema,
  request(input) {
    const children = blocksOf(textIn(input, text));
    return {
      method: 'POST',
      path: '/v1/pages',
      body: {
        parent: { type: 'page_id', page_id: filledTextIn(input, { name: 'page_id', title: 'Inside' }) },
        properties: { title: { title: richText(filledTextIn(input, { name: 'title', title: 'Title' })) } },
        ...(children.length === 0 ? {} : { children }),
      },
    };
  },
  read: plainPage,
});

export const addText = notionOperation({
  title: 'Add text to a page',
  description: 'Writes lines at the end of a page.',
  group: 'Pages',
  keywords: ['append', 'blocks', 'content'],
  effect: 'update',
  repeat: 'unsafe',
  fields: { page_id: pageField, text: { ...textField, minLength: 1 } },
  required: ['page_id', 'text'],
  output: {
    type: 'object',
    properties: {
      blocks: {
        type: 'array',
        title: 'Lines',
        description: 'The ids of the lines that were added.',
        items: { type: 'string', examples: ['c02fc1d3-db8b-45c5-a222-27595b15aea7'] },
      },
    },
    required: ['blocks'],
  },
  request: (input) => ({
    method: 'PATCH',
    path: `/v1/blocks/${encodeSegment(input, page)}/children`,
    body: { children: blocksOf(filledTextIn(input, text)) },
  }),
  read(answer) {
    const results = isObject(answer) ? own(answer, 'results') : undefined;
    const blocks = Array.isArray(results) ? results : [];
    return { blocks: blocks.flatMap((block) => (isObject(block) ? [own(block, 'id')] : [])) };
  },
});

export const addComment = notionOperation({
  title: 'Comment on a page',
  description: 'Starts a new thread of comments on a page.',
  group: 'Comments',
  keywords: ['discussion', 'note', 'reply'],
  effect: 'create',
  repeat: 'unsafe',
  fields: { page_id: pageField, text: { ...textField, description: 'What it says.', minLength: 1 } },
  required: ['page_id', 'text'],
  output: commentSchema,
  request: (input) => ({
    method: 'POST',
    path: '/v1/comments',
    body: {
      parent: { page_id: filledTextIn(input, page) },
      rich_text: richText(filledTextIn(input, text)).map(({ text }) => ({ text })),
    },
  }),
  read: plainComment,
});

export const deletePage = notionOperation({
  title: 'Delete a page or item',
  description: 'Puts a page or an item of a database into the trash.',
  group: 'Pages',
  keywords: ['archive', 'trash', 'remove'],
  effect: 'delete',
  repeat: 'natural',
  fields: { page_id: pageField },
  required: ['page_id'],
  output: pageSchema,
  request: (input) => ({ method: 'PATCH', path: `/v1/pages/${encodeSegment(input, page)}`, body: { in_trash: true } }),
  read: plainPage,
});
