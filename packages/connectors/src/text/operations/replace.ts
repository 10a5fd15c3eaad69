import { compilePattern, own, type PatternMatch } from '@patchbay/connector';
import { choiceIn, textIn, yesIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { ignoreCaseField, textField } from '../fields.ts';
import { literally, withSigns } from '../signs.ts';

/** Puts one text in place of another, wherever it stands. */
export const replace = pureOperation({
  title: 'Replace in a text',
  description: 'Puts another text wherever a text or a pattern is found.',
  group: 'Change text',
  keywords: ['substitute', 'swap', 'remove', 'regex', 'search', 'string', 'mask'],
  fields: {
    text: textField,
    find: { type: 'string', title: 'Find', description: 'What to look for.', minLength: 1 },
    with: {
      type: 'string',
      title: 'Replace with',
      description: 'Empty to remove it. In a pattern $1 is the first group, $<name> a named one; \\n is a new line.',
      'x-patchbay-basic': true,
    },
    how: {
      type: 'string',
      title: 'Find it as',
      description: 'Whether the text is found as it is typed, or is a pattern.',
      enum: ['text', 'pattern'],
      default: 'text',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { text: 'The very text', pattern: 'A pattern (regular expression)' },
    },
    which: {
      type: 'string',
      title: 'Replace',
      description: 'Whether every place is replaced, or the first.',
      enum: ['all', 'first'],
      default: 'all',
      'x-patchbay-labels': { all: 'Every place', first: 'Only the first place' },
    },
    ignoreCase: ignoreCaseField,
  },
  required: ['text', 'find'],
  gives: {
    text: { type: 'string', title: 'Text' },
    count: { type: 'integer', title: 'Replaced', description: 'How many places were replaced.', minimum: 0 },
  },
  sample: { text: 'Order 1042', count: 1 },
  perform: (input) => {
    const text = textIn(input, { name: 'text', title: 'Text' });
    const find = textIn(input, { name: 'find', title: 'Find' });
    if (find === '') throw refusal('value_missing', 'Find is empty.');
    const replacement = withSigns(textIn(input, { name: 'with', title: 'Replace with' }));
    const how = choiceIn(input, { name: 'how', title: 'Find it as', choices: ['text', 'pattern'], fallback: 'text' });
    const which = choiceIn(input, { name: 'which', title: 'Replace', choices: ['all', 'first'], fallback: 'all' });
    const ignoreCase = yesIn(input, { name: 'ignoreCase', title: 'Ignore capital letters' });
    if (how === 'text' && !ignoreCase) return replacePlain(text, { find, replacement, isFirst: which === 'first' });
    const pattern = compilePattern(how === 'text' ? literally(find) : find, { ignoreCase });
    const insert = how === 'text' ? () => replacement : (match: PatternMatch) => filledIn(replacement, match);
    const parts: string[] = [];
    let [from, count, length] = [0, 0, 0];
    pattern.each(text, (match) => {
      const part = `${text.slice(from, match.start)}${insert(match)}`;
      parts.push(part);
      count += 1;
      from = match.end;
      length += part.length;
      if (length > limits.textLength) throw tooLong();
      return which === 'all';
    });
    return { text: `${parts.join('')}${text.slice(from)}`, count };
  },
});

function replacePlain(
  text: string,
  { find, replacement, isFirst }: { find: string; replacement: string; isFirst: boolean },
) {
  const parts = text.split(find);
  const count = isFirst ? Math.min(1, parts.length - 1) : parts.length - 1;
  if (text.length + count * (replacement.length - find.length) > limits.textLength) throw tooLong();
  if (!isFirst) return { text: parts.join(replacement), count };
  const at = text.indexOf(find);
  return { text: at < 0 ? text : `${text.slice(0, at)}${replacement}${text.slice(at + find.length)}`, count };
}

/** `$1`, `$<name>` and `$$`; a group that is not there is empty. */
function filledIn(replacement: string, { groups, named }: PatternMatch): string {
  return replacement.replaceAll(
    /\$(?:(\$)|(\d)|<([^>]{1,50})>)/g,
    (...[, sign, digit, name]: (string | undefined)[]) => {
      if (sign !== undefined) return '$';
      if (name !== undefined) return String(own(named, name) ?? '');
      return groups[Number(digit)] ?? '';
    },
  );
}

const tooLong = () => refusal('text_too_long', 'The text would be longer than 25 MB.');
