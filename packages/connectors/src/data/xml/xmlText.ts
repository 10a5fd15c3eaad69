import { say } from '@patchbay/connector';
import { refusal } from '../../values/refusal.ts';
import { decode } from '../../values/source.ts';

const KNOWN: Readonly<Record<string, 'windows-1252' | 'iso-8859-2' | 'shift_jis' | 'gb18030' | undefined>> = {
  'iso-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'us-ascii': 'windows-1252',
  'iso-8859-2': 'iso-8859-2',
  shift_jis: 'shift_jis',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
};

/** The text of an XML file in the encoding it names in its first line. Throws OperationError. */
export function decodeXml(bytes: Uint8Array): string {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200));
  const named = /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]?.toLowerCase();
  if (named === undefined || named.startsWith('utf-')) return decode(bytes);
  const encoding = KNOWN[named];
  if (encoding === undefined)
    throw refusal('encoding_not_valid', say('The XML is in {named}, which cannot be read here.', { named }));
  return decode(bytes, encoding);
}
