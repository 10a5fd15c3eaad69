/**
 * What a cell's text stands for: a number only where writing it out gives the same text again, so that `007`, `1e5` and
 * long card numbers stay text; yes or no for true and false; nothing for an empty cell.
 */
export function cellValue(text: string): string | number | boolean | null {
  const plain = text.trim();
  if (plain === '') return null;
  if (plain === 'true' || plain === 'TRUE') return true;
  if (plain === 'false' || plain === 'FALSE') return false;
  if (plain.length > 20 || !/^-?\d+(\.\d+)?$/.test(plain)) return text;
  const number = Number(plain);
  const written = plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
  return String(number) === written ? number : text;
}
