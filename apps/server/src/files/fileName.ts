/** Longer names do not fit on many disks, counted in bytes there. */
const MOST_CHARACTERS = 120;
const MOST_BYTES = 240;

/** Signs that are not seen, or that turn the text around them: `invoice\u202Efdp.exe` reads as `invoiceexe.pdf`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;

/** A name that can be shown and saved under, of whatever a sender calls its file: never a path, never empty. */
export function fileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(UNSEEN, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (name === '') return 'file';
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return `${fitting(name.slice(0, name.length - ending.length), ending)}${ending}`;
}

function fitting(stem: string, ending: string): string {
  let characters = Array.from(stem).slice(0, MOST_CHARACTERS);
  while (Buffer.byteLength(characters.join('')) + ending.length > MOST_BYTES) characters = characters.slice(0, -1);
  return characters.join('');
}

/** A content type that can stand in a header, of whatever a sender says. */
export function contentTypeOf(given: string): string {
  const type = given.trim().toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+(; ?charset=[\w-]+)?$/.test(type) && type.length <= 120
    ? type
    : 'application/octet-stream';
}
