import { OperationError } from '@patchbay/connector';
import addressparser from 'nodemailer/lib/addressparser';
import type { Address } from './message.ts';

/** More recipients of one message are a mailing list, which most servers refuse. */
const MOST = 100;
/** A mailbox as it is written today: no quotes, no comments, nothing that could end a header or a command. */
const mailbox = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,253}$/u;

/**
 * The addresses in a text with commas between them, `Ada <ada@example.com>, bob@example.com`, or in a list of such texts;
 * none in an empty one. Throws OperationError, naming `field` and the address that is none.
 */
export function readAddresses(value: unknown, field: string): Address[] {
  const texts = [value].flat().filter((text) => text !== undefined && text !== null);
  const addresses = texts.flatMap((text) => parse(text, field));
  if (addresses.length <= MOST) return addresses;
  throw refusal('too_many_recipients', `${field} has ${addresses.length} addresses. One e-mail may go to ${MOST}.`);
}

/** The one address of a field that takes no more; undefined where there is none. */
export function readAddress(value: unknown, field: string): Address | undefined {
  const [address, another] = readAddresses(value, field);
  if (another === undefined) return address;
  throw refusal('address_not_valid', `${field} takes one address only.`);
}

function parse(text: unknown, field: string): Address[] {
  if (typeof text !== 'string') throw refusal('address_not_valid', `${field} is not a text with addresses.`);
  if (/[\r\n\0]/.test(text.trim())) throw refusal('address_not_valid', `${field} has a line break in it.`);
  return addressparser(text, { flatten: true }).map(({ name, address }) => {
    if (mailbox.test(address)) return { name, address };
    const wrong = (address || name).slice(0, 100);
    throw refusal('address_not_valid', `${field} has “${wrong}”, which is not an e-mail address.`);
  });
}

function refusal(code: string, message: string): OperationError {
  return new OperationError({ code, message, retry: 'never' });
}
