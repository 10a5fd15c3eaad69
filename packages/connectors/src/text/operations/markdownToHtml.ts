import MarkdownIt from 'markdown-it';
import { textIn, yesIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { textField } from '../fields.ts';

const LONGEST = 1_000_000;

type Writer = ReturnType<typeof MarkdownIt>;

/** HTML in the text is shown as text, and links that would run code stay text: the result is safe to put on a page. */
const writers = new Map<string, Writer>();

function writerOf(breaks: boolean, linkify: boolean): Writer {
  const key = `${breaks} ${linkify}`;
  const writer = writers.get(key) ?? new MarkdownIt({ html: false, breaks, linkify });
  writers.set(key, writer);
  return writer;
}

/** Turns Markdown into HTML. */
export const markdownToHtml = pureOperation({
  title: 'Markdown to HTML',
  description: 'Turns Markdown into HTML, for an e-mail or a page. HTML inside it is shown as text.',
  group: 'HTML and Markdown',
  keywords: ['markdown', 'md', 'html', 'format', 'convert', 'render', 'e-mail', 'rich text'],
  fields: {
    text: { ...textField, title: 'Markdown', description: 'The text, with marks such as **bold** and # headline.' },
    breaks: {
      type: 'boolean',
      title: 'Keep line ends',
      description: 'Each line end becomes one on the page.',
      default: false,
    },
    links: {
      type: 'boolean',
      title: 'Make links of addresses',
      description: 'Whether https://example.com in the text can be clicked.',
      default: true,
    },
  },
  required: ['text'],
  gives: { html: { type: 'string', title: 'HTML' } },
  sample: { html: '<p>It is <strong>done</strong>.</p>\n' },
  perform: (input) => {
    const text = textIn(input, { name: 'text', title: 'Markdown' });
    if (text.length > LONGEST) throw refusal('text_too_long', 'Markdown may have 1,000,000 characters. Split it up.');
    const breaks = yesIn(input, { name: 'breaks', title: 'Keep line ends' });
    const links = yesIn(input, { name: 'links', title: 'Make links of addresses', fallback: true });
    return { html: writerOf(breaks, links).render(text) };
  },
});
