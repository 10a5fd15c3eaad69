/** The signs that part a number from its decimals. */
export type DecimalPoint = '.' | ',';

/**
 * Digits with marks between them as `Number` reads them: `1.234,50` is `1234.50`. `unclear` where one mark has three digits after
 * it, which may be thousands or a fraction, unless a `point` says. Undefined where the marks group nothing, as in `1,20.50`.
 */
export function plainNumber(marked: string, point?: DecimalPoint): string | 'unclear' | undefined {
  const found = point ?? pointIn(marked);
  if (found === undefined) return 'unclear';
  const group = found === ',' ? '.' : ',';
  const [whole = '', fraction = '', ...more] = marked.split(found);
  if (more.length > 0 || fraction.includes(group) || !isGrouped(whole.split(group))) return undefined;
  return `${whole.replaceAll(group, '') || '0'}.${fraction || '0'}`;
}

/** Which sign parts the decimals; undefined where it could be either. */
function pointIn(marked: string): DecimalPoint | undefined {
  const [dots, commas] = [marked.split('.').length - 1, marked.split(',').length - 1];
  if (dots > 0 && commas > 0) return marked.lastIndexOf('.') > marked.lastIndexOf(',') ? '.' : ',';
  if (dots > 1) return ',';
  if (commas > 1 || dots + commas === 0) return '.';
  // No group of thousands begins with a nought, or has four digits before it.
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(marked)) return undefined;
  return dots === 1 ? '.' : ',';
}

function isGrouped([first = '', ...groups]: readonly string[]): boolean {
  if (groups.length === 0) return true;
  return first.length > 0 && first.length <= 3 && groups.every((group) => group.length === 3);
}
