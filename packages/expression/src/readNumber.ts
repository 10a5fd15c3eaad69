import { type DecimalPoint, plainNumber } from './plainNumber.ts';

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
/** Signs of money, of per cent and of units before or after a number, and the signs some lands group digits by. */
const AROUND = /^[\p{Sc}\p{L}\s]*|[\p{Sc}\p{L}\s%]*$/gu;
const GROUPING = /[\s'’]/gu;

/**
 * The number in a text that comes from elsewhere: `1.234,50`, `€ 12`, `1 234.5 kg`, `(12.50)`. Undefined where there is none, or
 * where it could be two: without a `point`, `1,234` is read by nobody the same. A number as computers write it is always that.
 * Reads more than a form does, which can ask whoever typed it: see `docs/decisions/077-two-readers-of-numbers.md`.
 */
export function readNumber(text: string, point?: DecimalPoint): number | undefined {
  const trimmed = text.trim();
  if (point === undefined && PLAIN.test(trimmed)) return finite(Number(trimmed));
  const [sign, digits] = signed(trimmed.replaceAll('\u2212', '-'));
  const bare = digits.replaceAll(AROUND, '').replaceAll(GROUPING, '');
  const plain = /^[\d.,]+$/.test(bare) ? plainNumber(bare, point) : undefined;
  return plain === undefined || plain === 'unclear' ? undefined : finite(sign * Number(plain));
}

/** The sign stands before or behind the money's, or the whole in brackets, as in a ledger. */
function signed(text: string): [sign: number, rest: string] {
  const isLoss = /^\(.*\)$/u.test(text);
  const rest = isLoss ? text.slice(1, -1) : text;
  const minus = /^([\p{Sc}\p{L}\s]*)-(?=[\p{Sc}\s\d.,])/u;
  return [isLoss || minus.test(rest) ? -1 : 1, rest.replace(minus, '$1').replace(/^\+/, '')];
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}
