import { type Field, type Input, textIn } from '../../values/input.ts';
import { refusal } from '../../values/refusal.ts';

/** An e-mail address in Microsoft's wrapping. */
export type Recipient = { emailAddress: { address: string; name?: string } };

/** Addresses as people write them, with commas between: `Ada <ada@example.com>, bob@example.com`. Throws OperationError. */
export function recipientsIn(input: Input, field: Field): Recipient[] {
  return textIn(input, field)
    .split(/[,;](?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => recipient(part, field));
}

function recipient(text: string, { title }: Field): Recipient {
  const [, quoted = '', angled] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  const address = (angled ?? text).trim();
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(address)) {
    throw refusal('address_not_valid', `${title} holds "${text.slice(0, 80)}", which is no e-mail address.`);
  }
  const name = quoted.replace(/^"|"$/g, '').trim();
  return { emailAddress: { address, ...(name === '' ? {} : { name }) } };
}
