import type { Page } from '@playwright/test';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MARKED = 'àƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ';

/** How the pseudo language en-XA writes English words: the way to a button that has no English name there. */
export function pseudo(english: string): string {
  return english.replace(/[a-z]/gi, (letter) => {
    const marked = MARKED[PLAIN.indexOf(letter)] ?? letter;
    return 'aeiou'.includes(letter) ? marked + marked : marked;
  });
}

/** Words are the same data however they are cut, spelt and spaced: `orderId` is shown as "Order id". */
const plain = (words: string) => words.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** What the server says in its own words: failures, findings and differences, whose values alone are data. */
function isOurs(key: string, holder: object): boolean {
  if (key === 'message') return 'retry' in holder || 'severity' in holder;
  return (key === 'words' && 'breaks' in holder) || (key === 'text' && 'values' in holder);
}

/** Every word the server has sent to the page: names, values, what connectors and descriptions say. They are not ours to translate. */
export function wordsSent(page: Page): Set<string> {
  const words = new Set<string>();
  const note = (value: unknown) => {
    if (typeof value === 'string') {
      words.add(plain(value));
      // The parts of an address or a reference, and the lines of a text; not each word of a sentence, which any text could hold.
      for (const part of value.split(/\s/.test(value) ? /\n/ : /[/:?#@,.]/)) words.add(plain(part));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        words.add(plain(key));
        if (!isOurs(key, value)) note(inner);
      }
    }
  };
  page.on('response', async (response) => {
    const type = response.headers()['content-type'] ?? '';
    // The page may be gone before its last answer is read.
    if (type.includes('json')) note(await response.json().catch(() => undefined));
    else if (type.includes('html')) note(answersIn(await response.text().catch(() => '')));
  });
  return words;
}

/** What a page brings of the server's answers before it asks for any. */
function answersIn(html: string): unknown {
  const [, json] = /<script[^>]* id="first-answers"[^>]*>(.*?)<\/script>/s.exec(html) ?? [];
  return json === undefined ? undefined : JSON.parse(json);
}

/** Visible words without the marks of en-XA, and names for screen readers: they went past the catalogue, or are data. */
export async function unmarkedTexts(page: Page, data: ReadonlySet<string>): Promise<string[]> {
  const texts = await page.evaluate((marks) => {
    const found = new Set<string>();
    const isMarked = (text: string) => [...text].some((letter) => marks.includes(letter));
    const note = (text: string | null) => {
      if (text !== null && /\p{L}{2}/u.test(text) && !isMarked(text)) found.add(text.trim());
    };
    const isShown = (element: Element) =>
      element.closest('[translate="no"], script, style') === null &&
      element.checkVisibility({ visibilityProperty: true });
    for (const element of document.body.querySelectorAll('*')) {
      if (!isShown(element)) continue;
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) note(node.textContent);
      for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'aria-description'])
        note(element.getAttribute(name));
    }
    return [...found];
  }, MARKED);
  return texts.filter((text) => !isData(text, data));
}

/** Written in English everywhere, as numbers are (decision 060): "Mon 30 Nov 04:49". */
const DATE = /^([A-Z][a-z]{2} )?\d{1,2} [A-Z][a-z]{2}( \d{4})?( \d\d:\d\d)?$/;

/** Data as the page puts it together: with dots and arrows between, as an address, or as JSON. */
function isData(text: string, data: ReadonlySet<string>): boolean {
  if (/^https?:/.test(text) || isJson(text) || DATE.test(text)) return true;
  const whole = text.replace(/^(GET|POST|PUT|PATCH|DELETE) (?=\/)|^= /, '');
  const words = plain(whole);
  if (!/\p{L}{2}/u.test(words) || data.has(words)) return true;
  const pieces = [/ [·›] |\n= /, /, |; |\n/, /[\s*]+(?=[\w.]*[.*])|\s\d/]
    .map((sign) => whole.split(sign))
    .find(({ length }) => length > 1);
  return pieces?.every((piece) => isData(piece, data)) ?? false;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
