import { isObject, own } from '@patchbay/connector';
import { refusal } from '../../values/refusal.ts';

/** How long one piece of text may be, and how many blocks one request takes. */
const PIECE = 2_000;
const BLOCKS = 100;

type Piece = { type: 'text'; text: { content: string } };

/** A text in pieces as long as Notion takes them; a character of two halves stays whole. */
export function richText(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    const end = at + PIECE;
    const splits = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    const content = text.slice(at, splits ? end - 1 : end);
    pieces.push({ type: 'text', text: { content } });
    at += content.length;
  }
  return pieces;
}

/** What pieces of text say together. */
export function plainText(pieces: unknown): string {
  const texts = Array.isArray(pieces) ? pieces.map((piece) => (isObject(piece) ? own(piece, 'plain_text') : '')) : [];
  return texts.filter((text) => typeof text === 'string').join('');
}

const MARKS = [
  ['# ', 'heading_1'],
  ['## ', 'heading_2'],
  ['### ', 'heading_3'],
  ['- ', 'bulleted_list_item'],
] as const;

/** A text as blocks of a page: each line a paragraph, a point of a list (`- `) or a heading (`# `). Throws OperationError. */
export function blocksOf(text: string): unknown[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length > BLOCKS) {
    throw refusal(
      'too_many_lines',
      `The text has ${lines.length} lines. Notion takes ${BLOCKS} at once; add it in parts.`,
    );
  }
  return lines.map((line) => {
    const [mark = '', type = 'paragraph'] = MARKS.find(([start]) => line.startsWith(start)) ?? [];
    return { type, [type]: { rich_text: richText(line.slice(mark.length)) } };
  });
}
