import { defineConnector } from '@patchbay/connector';
import { extract } from './operations/extract.ts';
import { extractHtml } from './operations/extractHtml.ts';
import { htmlToText } from './operations/htmlToText.ts';
import { join } from './operations/join.ts';
import { markdownToHtml } from './operations/markdownToHtml.ts';
import { replace } from './operations/replace.ts';
import { split } from './operations/split.ts';
import { tidy } from './operations/tidy.ts';

/** Work on text. Its names are part of every saved flow. */
export const textConnector = defineConnector({
  id: 'text',
  version: '1',
  name: 'Text',
  description: 'Split, replace, find and tidy text; read HTML and write it from Markdown.',
  category: 'data',
  auth: [],
  operations: { split, join, replace, extract, tidy, markdownToHtml, htmlToText, extractHtml },
});
