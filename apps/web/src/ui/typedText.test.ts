import { expect, it } from 'vitest';
import { typedText } from './typedText.ts';

it('takes out control characters, which no database keeps and nobody sees', () => {
  expect(typedText('a\u0000b\u0007c\u001B[0m\u007Fd\uFEFF')).toBe('abc[0md');
});

it('takes out halves of characters, as a field leaves them that cuts an emoji in two', () => {
  expect(typedText('a\ud83d b\ude00🙋')).toBe('a b🙋');
});

it.each(['two\nlines\r\n\tand a tab', 'مرحبا', '你好', '👩‍👩‍👧 🇩🇪', 'می‌خواهم', 'naïve'])(
  'leaves “%s” as it is',
  (text) => {
    expect(typedText(text)).toBe(text);
  },
);
