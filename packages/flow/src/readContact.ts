import { type Saying, say } from '@patchbay/words';

/** A phone number or web address as a run gets it, or what is wrong with what was written, for whoever wrote it. */
export type ReadContact = { value: string } | { problem: Saying };

/** The fewest and most digits of a number with its country's code (E.164). */
const DIGITS = { fewest: 8, most: 15 };

/** "+44 (0)20 7946-0958" is +442079460958: digits alone, behind the country's code. */
export function readPhone(written: string): ReadContact {
  const text = written
    .trim()
    .replace(/^00(?=\d)/, '+')
    .replace(/\(0\)/, '');
  const other = /[^\d\s()./+\u2010-\u2015-]/u.exec(text)?.[0];
  if (other !== undefined)
    return { problem: say('A phone number has digits only, so please leave out “{other}”.', { other }) };
  const digits = text.replace(/\D/g, '');
  if (!/^\+[^+]*$/.test(text))
    return { problem: 'Please begin with a plus and the code of the country, such as +44 20 7946 0958.' };
  if (digits.length < DIGITS.fewest) return { problem: 'This is too short for a phone number. Is a digit missing?' };
  if (digits.length > DIGITS.most) return { problem: 'This is too long for a phone number: it has 15 digits at most.' };
  if (digits.startsWith('0')) return { problem: 'No code of a country begins with 0. Germany’s is +49, for example.' };
  return { value: `+${digits}` };
}

const LONGEST_LINK = 2_000;

/** "example.com/shop" is https://example.com/shop. */
export function readLink(written: string): ReadContact {
  const text = written.trim();
  if (/\s/.test(text)) return { problem: 'A web address has no spaces in it.' };
  if (/^[^/@]+@[^/]+$/.test(text))
    return { problem: 'This is an e-mail address. Please write a web address, such as example.com.' };
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(text)?.[1];
  if (scheme !== undefined && !/^https?$/i.test(scheme))
    return { problem: say('Please write a web address that begins with https, not with {scheme}.', { scheme }) };
  const url = URL.parse(scheme === undefined ? `https://${text}` : text);
  // The browser takes "word" as a host; nobody means that on a form.
  if (url === null || !/[^.]\.[^.\d][^.]*\.?$/u.test(url.hostname) || text.length > LONGEST_LINK)
    return { problem: 'Please write a web address, such as example.com or https://example.com/about.' };
  return { value: url.pathname === '/' && url.search + url.hash === '' ? url.origin : url.href };
}
