import { plainNumber } from '@patchbay/expression';

/** A number as a person writes it: `undefined` for none, `unclear` where it may be two, such as 1.200. */
export type ReadNumber = number | 'unclear' | undefined;

/**
 * Reads what somebody typed for a number, in the ways of any country: "250,50", "1.200,50", "1 200", "€ 500". Marks are read as in
 * formulas; refused is more, since whoever typed it can be asked: see `docs/decisions/077-two-readers-of-numbers.md`.
 */
export function readNumber(text: string): ReadNumber {
  const bare = text
    .trim()
    .replace(/^([+-]?)(?:\p{Sc}|[A-Z]{3}(?=[\s\d]))\s*/u, '$1')
    .replace(/\s*(?:\p{Sc}|[A-Z]{3})$/u, '')
    .replace(/(?<=\d)[\s'’](?=\d{3}(?:\D|$))/g, '');
  const [, sign = '', marked] = /^([+-]?)(\d(?:[\d.,]{0,39}\d)?)$/.exec(bare) ?? [];
  const plain = marked === undefined ? undefined : plainNumber(marked);
  return plain === undefined || plain === 'unclear' ? plain : numberOf(sign + plain);
}

/** More digits than a number holds are refused, not rounded. */
function numberOf(text: string): number | undefined {
  return /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}
