import { say } from '@patchbay/connector';
import { refusal } from './refusal.ts';

/** Encodings a file can be written in. `utf-8-bom` is UTF-8 with the mark that Excel looks for. */
export const writeEncodings = ['utf-8', 'utf-8-bom', 'windows-1252', 'utf-16le'] as const;

export type WriteEncoding = (typeof writeEncodings)[number];

/** The byte of each letter of Windows' Western European encoding, turned round from what the platform reads. */
const WESTERN: ReadonlyMap<string, number> = new Map(
  Array.from(
    { length: 256 },
    (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte] as const,
  ),
);

/** Text as bytes. Throws OperationError `letter_not_encodable` where the encoding lacks a letter. */
export function encode(text: string, encoding: WriteEncoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(`\uFEFF${text}`);
  if (encoding === 'utf-16le') {
    const units = Uint8Array.from({ length: (text.length + 1) * 2 });
    const view = new DataView(units.buffer);
    view.setUint16(0, 0xfeff, true);
    for (let at = 0; at < text.length; at += 1) view.setUint16((at + 1) * 2, text.charCodeAt(at), true);
    return units;
  }
  return Uint8Array.from([...text], (letter) => {
    const byte = WESTERN.get(letter);
    if (byte !== undefined) return byte;
    throw refusal(
      'letter_not_encodable',
      say('“{letter}” has no place in Western European (Windows). Choose UTF-8.', { letter }),
    );
  });
}
