const LISTS = /^(?:list|find|search|search for|get|read|look up|fetch|load|query|collect)\s+(.+)$/i;

/** "Find overdue invoices" gives invoices; "Get order" gives one, which is not counted. */
export function listNoun(name: string): string | undefined {
  const [, rest = ''] = LISTS.exec(name.trim()) ?? [];
  const before = rest.split(/\s+(?:of|in|from|by|for|with|at|to)\s+/i)[0] ?? '';
  const last = before.split(/\s+/).at(-1)?.toLowerCase() ?? '';
  return /^\p{L}{3,24}$/u.test(last) && isPlural(last) ? last : undefined;
}

/** Whether a word is one for many things. */
export function isPlural(noun: string): boolean {
  return noun.endsWith('s') && !/(?:ss|us|is|news|status)$/.test(noun);
}

/** "company" of many. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return `${noun}s`;
}

/** "companies" of one. */
export function singularOf(noun: string): string {
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/.test(noun)) return noun.slice(0, -2);
  return noun.replace(/s$/, '');
}

/** Words that say of no list what is in it. */
const ANY_LIST =
  /^(?:the )?(?:items?|data|results?|lists?|values?|entries|elements|objects|contents?|body|everything)$/i;

/** Whether a list is called by a word that says nothing about what is in it. */
export function isAnyList(title: string): boolean {
  return ANY_LIST.test(title.trim());
}

/** What a list holds one of: "order" of "Orders", or of "Items" that "List orders" gave; undefined where no word says. */
export function itemNoun(title: string, from: string | undefined): string | undefined {
  if (isAnyList(title)) {
    const noun = from === undefined ? undefined : listNoun(from);
    return noun === undefined ? undefined : singularOf(noun);
  }
  const words = title.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  if (words.length > 4 || !/^\p{L}{3,24}$/u.test(last) || !isPlural(last.toLowerCase())) return undefined;
  const first = [...words.slice(0, -1), singularOf(last)].join(' ');
  // "URLs" keeps its letters.
  return /^\p{Lu}\p{Ll}/u.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first;
}
