import { firstAt } from '@patchbay/connector';

/** The picture of an account, as it is shown. */
export type AccountPicture = { contentType: string; bytes: Uint8Array };

const LONGEST = 2_000;

/** The address that the answer of a test call gives for a picture, by the rule of its connector. Undefined where it gives none. */
export function pictureAddress(output: unknown, rule: string | readonly string[] | undefined): string | undefined {
  for (const one of [rule ?? []].flat()) {
    const address = one.includes('{') ? filled(one, output) : textAt(output, one);
    if (address !== undefined && isOpen(address)) return address;
  }
  return undefined;
}

/** The kind of picture by its first bytes, whatever was said of it. Undefined for anything else, and for drawings that may run code. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  return undefined;
}

/** Whether it is an address that pictures are fetched from. */
export function isOpen(address: string): boolean {
  const url = address.length > LONGEST ? null : URL.parse(address);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '';
}

/** What it begins with stays as it is, for it is an address itself. */
function filled(template: string, output: unknown): string | undefined {
  let isWhole = true;
  const address = template.replace(/\{([^{}]+)\}/g, (_all, path: string, at: number) => {
    const value = textAt(output, path);
    if (value === undefined) isWhole = false;
    return at === 0 ? (value ?? '') : encodeURIComponent(value ?? '');
  });
  return isWhole ? address : undefined;
}

function textAt(output: unknown, path: string): string | undefined {
  const value = firstAt(output, path);
  return typeof value === 'string' && value !== '' ? value.toWellFormed() : undefined;
}
