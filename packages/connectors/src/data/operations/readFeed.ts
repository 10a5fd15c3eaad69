import type { FieldSchema } from '@patchbay/connector';
import { limits } from '../../values/limits.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { sourceField } from '../../values/source.ts';
import { type Feed, readFeed as read } from '../xml/feed.ts';
import { parseXml } from '../xml/parseXml.ts';
import { xmlIn } from './readXml.ts';

const text = (title: string, description: string): FieldSchema => ({ type: 'string', title, description });

const itemGiven = {
  type: 'object',
  properties: {
    id: text('Id', 'What tells this item from others, also when it is changed.'),
    title: text('Title', 'Its headline, without marks.'),
    link: text('Link', 'Where to read it.'),
    publishedAt: { type: ['string', 'null'], title: 'Published', description: 'When, as an ISO date in UTC.' },
    author: text('Author', 'Who wrote it.'),
    summary: text('Summary', 'Its short text, often HTML.'),
    content: text('Content', 'Its whole text, often HTML.'),
    categories: { type: 'array', title: 'Categories', items: { type: 'string' } },
    files: {
      type: 'array',
      title: 'Files',
      description: 'Sound, video or pictures that belong to it, by link.',
      items: {
        type: 'object',
        properties: { url: { type: 'string', title: 'Link' }, type: { type: 'string', title: 'File type' } },
        required: ['url', 'type'],
        additionalProperties: false,
      },
    },
  },
  required: ['id', 'title', 'link', 'publishedAt', 'author', 'summary', 'content', 'categories', 'files'],
  additionalProperties: false,
  'x-patchbay-order': ['id', 'title', 'link', 'publishedAt', 'author', 'summary', 'content', 'categories', 'files'],
} satisfies FieldSchema;

const sample: Feed = {
  title: 'Workshop news',
  link: 'https://example.com/news',
  description: 'What is new in the workshop.',
  items: [
    {
      id: 'https://example.com/news/12',
      title: 'A new lathe',
      link: 'https://example.com/news/12',
      publishedAt: '2026-03-01T08:00:00.000Z',
      author: 'Ada Lovelace',
      summary: 'It has arrived.',
      content: '<p>It has arrived.</p>',
      categories: ['Tools'],
      files: [],
    },
  ],
};

/** Reads a news feed that an earlier step fetched. */
export const readFeed = fileOperation({
  title: 'Read an RSS or Atom feed',
  description: 'Turns a news feed into a list of items with the same fields, whatever its format.',
  group: 'Data as text',
  keywords: ['rss', 'atom', 'feed', 'news', 'blog', 'podcast', 'xml', 'parse'],
  fields: {
    source: {
      ...sourceField,
      description: 'The feed, as an HTTP request gives it.',
      examples: ['<rss><channel/></rss>'],
    },
  },
  required: ['source'],
  gives: {
    title: text('Title', 'The name of the feed.'),
    link: text('Link', 'The page it belongs to.'),
    description: text('Description', 'What it is about.'),
    items: { type: 'array', title: 'Items', description: 'Its items, in the order of the feed.', items: itemGiven },
    count: { type: 'integer', title: 'Count', description: 'How many items there are.', minimum: 0 },
  },
  sample: { ...sample, count: 1 },
  perform: (input) => {
    const feed = read(parseXml(xmlIn(input)));
    if (feed === undefined) {
      throw refusal('not_a_feed', 'The text is XML, but neither RSS nor Atom. Check the address it comes from.');
    }
    if (feed.items.length > limits.items) throw refusal('too_many_items', 'The feed has more than 100,000 items.');
    return { ...feed, count: feed.items.length };
  },
});
