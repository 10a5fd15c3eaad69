import { type BodyPiece, toBase64 } from '@patchbay/connector';
import type { Attached } from '../../values/attachedFiles.ts';
import { refusal } from '../../values/refusal.ts';

/** An e-mail as a person writes it. */
export type Letter = {
  to: string;
  cc?: string;
  bcc?: string;
  subject: string;
  body: string;
  isHtml: boolean;
  /** The `Message-ID` it answers, and those before it. */
  inReplyTo?: string;
  references?: string;
};

/** An e-mail in the form of RFC 5322, in base64url as Gmail takes it. Throws OperationError. */
export function rawLetter(letter: Letter): string {
  return urlSafe(toBase64(utf8([...headersOf(letter), ...textPart(letter)].join('\r\n'))));
}

/** Between the parts of a letter; it cannot stand in base64, and all parts are that. */
const BOUNDARY = 'patchbay_part_7f3a1c';

/** The same with files, as it goes over the wire: each is read and encoded while the letter is sent. Throws OperationError. */
export function letterWithFiles(letter: Letter, files: readonly Attached[]): BodyPiece[] {
  const start = [
    ...headersOf(letter),
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    ...textPart(letter),
  ].join('\r\n');
  const parts = files.flatMap((file): BodyPiece[] => [utf8(`\r\n--${BOUNDARY}\r\n${fileHead(file)}`), contentOf(file)]);
  return [utf8(start), ...parts, utf8(`\r\n--${BOUNDARY}--\r\n`)];
}

function headersOf(letter: Letter): string[] {
  const { to, cc = '', bcc = '', subject, inReplyTo = '', references = '' } = letter;
  const headers: [string, string][] = [
    ['To', to],
    ['Cc', cc],
    ['Bcc', bcc],
    ['Subject', subject],
    ['In-Reply-To', inReplyTo],
    ['References', references],
    ['MIME-Version', '1.0'],
  ];
  return headers.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${headerText(name, value)}`);
}

function textPart({ body, isHtml }: Letter): string[] {
  return [
    `Content-Type: text/${isHtml ? 'html' : 'plain'}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    inLines(utf8(body.replace(/\r\n?|\n/g, '\r\n'))),
  ];
}

/** The name twice: as those read it who know RFC 2231, and for the others. */
function fileHead({ name, contentType }: Attached): string {
  const plain = name.replace(/[\r\n\0]/g, ' ');
  const ascii = plain.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(plain).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream';
  return [
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename="${ascii}"; filename*=utf-8''${encoded}`,
    'Content-Transfer-Encoding: base64',
    '',
    '',
  ].join('\r\n');
}

const contentOf = ({ content }: Attached): BodyPiece =>
  content instanceof Uint8Array ? utf8(inLines(content)) : { base64Of: content, inLines: true };

const inLines = (bytes: Uint8Array) => toBase64(bytes).replace(/.{76}(?=.)/g, '$&\r\n');

/** Bytes that came in base64url. */
export function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/** A header that ends where it should, its words encoded where they are not plain ASCII. */
function headerText(name: string, value: string): string {
  const text = value.trim();
  if (/[\r\n\0]/.test(text)) throw refusal('header_not_valid', `${name} holds a line break.`);
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  if (name === 'Subject') return encodedWords(text);
  // Of an address only the name may be encoded.
  return text.replace(/("[^"]*"|[^",<>]+)(?=\s*<)/g, (words) =>
    /^[\x20-\x7e]*$/.test(words) ? words : ` ${encodedWords(words.trim().replace(/^"|"$/g, ''))}`,
  );
}

/** An encoded word may have 75 characters: 45 bytes, and none of them half a character. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (utf8(word + character).length > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?utf-8?B?${toBase64(utf8(part))}?=`).join('\r\n ');
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}
