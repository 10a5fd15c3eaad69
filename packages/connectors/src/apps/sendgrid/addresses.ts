import { refusal } from '../../values/refusal.ts';

export type Address = { email: string; name?: string };

/** `ada@example.com, Bob <bob@example.com>` as SendGrid wants it. Throws OperationError for what is no address. */
export function addressesIn(text: string, title: string): Address[] {
  // A comma inside quotes belongs to a name.
  const parts = text.match(/(?:"[^"]*"|[^",;])+/g) ?? [];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => addressIn(part, title));
}

function addressIn(part: string, title: string): Address {
  const [, name = '', inside] = /^(.*?)<([^<>]+)>$/.exec(part) ?? [];
  const email = (inside ?? part).trim();
  if (!/^[^\s@<>"]+@[^\s@<>"]+$/.test(email)) {
    throw refusal('address_not_valid', `${title} holds "${part.slice(0, 80)}", which is no e-mail address.`);
  }
  const plain = name.trim().replace(/^"|"$/g, '').trim();
  return plain === '' ? { email } : { email, name: plain };
}
