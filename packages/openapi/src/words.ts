/** Names whose letters stay together and upper case. */
const ACRONYMS = new Set([
  'id',
  'url',
  'uri',
  'api',
  'ip',
  'sms',
  'html',
  'json',
  'csv',
  'pdf',
  'vat',
  'sku',
  'iban',
  'uuid',
]);

/** A name from code as words for a person: `first_name`, `FirstName` and `first-name` become `First name`. */
export function readable(name: string): string {
  const words = name
    .slice(0, 120)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const cased = words.map((word) => (ACRONYMS.has(word.toLowerCase()) ? word.toUpperCase() : word.toLowerCase()));
  return capital(cased.join(' ')) || name;
}

/** Whether a title is a name from code (`cash_balance_param`, `CreateCustomerBody`) rather than words. */
export function isCodeName(title: string): boolean {
  return !/\s/.test(title.trim()) && /_|\.|[a-z][A-Z]/.test(title);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Markdown or HTML as one line of plain text. */
export function plainText(text: string): string {
  return text
    .slice(0, 3_000)
    .replace(/<[^<>]{0,300}>/g, ' ')
    .replace(/!?\[([^[\]]{0,300})\]\([^()]{0,500}\)/g, '$1')
    .replace(/[`*]+|^\s*[#>]+/gm, '')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])(?=\s|$)/g, '$1')
    .trim();
}

const ENTITIES: Readonly<Record<string, string | undefined>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The first sentences that fit, or the text cut at a word. */
export function help(text: string | undefined, limit = 240): string | undefined {
  if (text === undefined) return undefined;
  const plain = plainText(text);
  if (plain.length <= limit) return plain === '' ? undefined : plain;
  const cut = plain.slice(0, limit);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? '));
  if (end >= limit / 4) return cut.slice(0, end + 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), limit / 2)).replace(/[,;:\s]+$/, '')}…`;
}

/** The first sentence, without its full stop, where it is short enough to be a name. */
export function shortSentence(text: string | undefined, limit: number): string | undefined {
  const plain = plainText(text ?? '');
  const first = /^.*?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain;
  const name = first.replace(/[.!\s]+$/, '');
  return name === '' || name.length > limit ? undefined : capital(name);
}
