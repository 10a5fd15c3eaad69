/** Texts for people: names in quotes, fields by their title or in words. */

/** `'Get customer'`: how a step is named inside a sentence. */
export function quoted(name: string): string {
  return `'${name}'`;
}

/** More names than these are not listed one by one. */
export const MOST_NAMED = 6;

/** `customerId` or `customer_id` as a person writes it: "Customer id". */
export function inWords(field: string): string {
  const words = field
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 1 && word === word.toUpperCase() ? word : word.toLowerCase()))
    .join(' ');
  return words === '' ? field : words.charAt(0).toUpperCase() + words.slice(1);
}

/** "1 step", "3 steps". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
