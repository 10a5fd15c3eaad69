import { choiceIn, textIn, wholeNumberIn, yesIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { textField } from '../fields.ts';

const cases = {
  keep: (text: string) => text,
  upper: (text: string) => text.toUpperCase(),
  lower: (text: string) => text.toLowerCase(),
  title: (text: string) => text.toLowerCase().replaceAll(/(^|[\s\-(])(\p{L})/gu, (found) => found.toUpperCase()),
  sentence: (text: string) => text.toLowerCase().replace(/\p{L}/u, (letter) => letter.toUpperCase()),
  camel: (text: string) =>
    wordsOf(text)
      .map((word, at) => (at === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
      .join(''),
  snake: (text: string) => wordsOf(text).join('_'),
  dashes: (text: string) => wordsOf(text).join('-'),
} as const;

type Case = keyof typeof cases;
const names = Object.keys(cases) as [Case, ...Case[]];

/** Cleans a text up: its case, spaces, accents and length. */
export const tidy = pureOperation({
  title: 'Tidy a text',
  description: 'Changes capital letters, cuts spaces, removes accents and shortens a text.',
  group: 'Change text',
  keywords: [
    'uppercase',
    'lowercase',
    'capitalize',
    'trim',
    'slug',
    'truncate',
    'shorten',
    'normalize',
    'clean',
    'string',
  ],
  fields: {
    text: textField,
    case: {
      type: 'string',
      title: 'Letters',
      description: 'How the letters are written.',
      enum: names,
      default: 'keep',
      'x-patchbay-basic': true,
      'x-patchbay-labels': {
        keep: 'As they are',
        upper: 'ALL CAPITALS',
        lower: 'all small',
        title: 'First Letter Of Each Word',
        sentence: 'First letter of the text',
        camel: 'camelCase',
        snake: 'snake_case',
        dashes: 'with-dashes, for addresses',
      },
    },
    spaces: {
      type: 'string',
      title: 'Spaces',
      description: 'Which spaces and line ends go.',
      enum: ['trim', 'collapse', 'keep'],
      default: 'trim',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { trim: 'Cut at both ends', collapse: 'One between words', keep: 'Leave as they are' },
    },
    accents: { type: 'boolean', title: 'Remove accents', description: 'é becomes e.', default: false },
    length: {
      type: 'integer',
      title: 'At most so many characters',
      description: 'A longer text is cut and ends in …. 0 for any length.',
      minimum: 0,
      maximum: limits.textLength,
      default: 0,
    },
  },
  required: ['text'],
  gives: { text: { type: 'string', title: 'Text' } },
  sample: { text: 'A tidy text' },
  perform: (input) => {
    const letters = choiceIn(input, { name: 'case', title: 'Letters', choices: names, fallback: 'keep' });
    const spaces = choiceIn(input, {
      name: 'spaces',
      title: 'Spaces',
      choices: ['trim', 'collapse', 'keep'],
      fallback: 'trim',
    });
    const range = { min: 0, max: limits.textLength, fallback: 0 };
    const longest = wholeNumberIn(input, { name: 'length', title: 'At most so many characters', ...range });
    let text = textIn(input, { name: 'text', title: 'Text' });
    if (spaces !== 'keep') text = text.trim();
    if (spaces === 'collapse') text = text.replaceAll(/\s+/g, ' ');
    if (yesIn(input, { name: 'accents', title: 'Remove accents' })) text = withoutAccents(text);
    return { text: shortened(cases[letters](text), longest) };
  },
});

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .normalize('NFC');
}

/** Its words in small letters, without accents: `Customer's Name` and `customerName` both give customer, name. */
function wordsOf(text: string): string[] {
  const apart = withoutAccents(text)
    .replaceAll(/['’]s\b|['’]/g, '')
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2');
  return apart.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** By what a reader counts as a letter, so that no emoji is cut in two. */
function shortened(text: string, longest: number): string {
  if (longest === 0 || text.length <= longest) return text;
  const letters = [...new Intl.Segmenter('en').segment(text.slice(0, longest * 16))];
  if (letters.length <= longest) return text;
  return `${letters
    .slice(0, longest - 1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
}
