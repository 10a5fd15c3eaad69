import { yesIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { textSourceField, sourceTextIn } from '../../values/source.ts';
import { htmlText } from '../html/htmlText.ts';
import { parseHtml } from '../html/parseHtml.ts';

/** The text of a page or an e-mail. */
export const htmlToText = pureOperation({
  title: 'HTML to text',
  description: 'Takes the text out of a page or an e-mail, with its lines and lists, without its code.',
  group: 'HTML and Markdown',
  keywords: ['html', 'strip', 'tags', 'plain', 'e-mail', 'convert', 'page', 'clean'],
  fields: {
    source: { ...textSourceField, title: 'HTML' },
    links: {
      type: 'boolean',
      title: 'Show addresses of links',
      description: 'Behind the words, in brackets.',
      default: false,
    },
  },
  required: ['source'],
  gives: { text: { type: 'string', title: 'Text' } },
  sample: { text: 'Thank you\n\nYour order 1042 is on its way.' },
  perform: (input) => {
    const html = sourceTextIn(input, { name: 'source', title: 'HTML' });
    return { text: htmlText(parseHtml(html), { links: yesIn(input, { name: 'links', title: 'Show addresses' }) }) };
  },
});
