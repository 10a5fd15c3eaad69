import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { blocksOf, plainText, richText } from './richText.ts';

it('cuts a text into pieces that are short enough, and says the same with them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 5_000 }), (text) => {
      const pieces = richText(text).map(({ text: { content } }) => content);
      expect(pieces.join('')).toBe(text);
      expect(pieces.every((piece) => piece.length <= 2_000 && piece.isWellFormed())).toBe(true);
    }),
    { examples: [[`${'a'.repeat(1_999)}👍`], ['']] },
  );
});

it('reads pieces of text, and nothing where there are none', () => {
  expect(plainText([{ plain_text: 'Ada ' }, { plain_text: 'Lovelace' }, {}])).toBe('Ada Lovelace');
  expect(plainText(undefined)).toBe('');
});

it('makes a block of each line', () => {
  const blocks = blocksOf('# Notes\n\nCalled Ada.\r\n- Wants an invoice\n-not a point') as { type: string }[];
  expect(blocks.map(({ type }) => type)).toEqual(['heading_1', 'paragraph', 'bulleted_list_item', 'paragraph']);
  expect(() => blocksOf('line\n'.repeat(101))).toThrow('Notion takes 100 at once');
});
