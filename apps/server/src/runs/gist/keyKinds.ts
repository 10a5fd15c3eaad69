/** What a field is by its name, as far as that helps to tell one run from another. */
export type KeyKind =
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'title'
  | 'number'
  | 'id'
  | 'amount'
  | 'kind'
  | 'secret'
  | 'dull'
  | 'other';

const SECRET =
  /\b(?:pass|passwd|password|passwort|passphrase|passcode|pwd|secret|secrets|token|tokens|jwt|auth|authorization|authentication|credential|credentials|signature|hmac|cookie|cookies|otp|pin|cvv|cvc|ssn|iban|card|nonce|session|csrf|headers|bearer|apikey)\b/;
const SECRET_KEY = /\b(?:api|access|private|secret|license|client|signing|encryption|ssh|master) keys?\b/;
/** The same in most runs. */
const DULL =
  /^(?:currency|country|country code|locale|lang|language|time ?zone|zone|version|api version|source|platform|utm .*|user agent|ip|ip address)$/;
const NAME =
  /^(?:(?:full|customer|contact|client|user|company|account|display|your|guest|person|buyer|author|sender) )?name$|^(?:company|organization|organisation|customer|sender|author|from)$/;
const TITLE = /\b(?:title|subject|summary|headline|topic|betreff|titel)$/;
const NUMBER =
  /\b(?:number|no|nr|num|reference|ref|sku|code|identifier)$|^(?:order|invoice|ticket|issue|booking|case|shipment)(?: (?:id|key))?$|^key$/;
const AMOUNT = /\b(?:amount|total|price|sum|subtotal|value|cost|budget)$/;

/** A budget of names: forms and APIs repeat theirs, and nobody fills the memory with made-up ones. */
const MOST_KNOWN = 5_000;
const known = new Map<string, KeyKind>();

/** What a field with this name holds; remembered, for the same names come with every run. */
export function keyKind(key: string): KeyKind {
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const kind = read(wordsOf(key.slice(0, 100)));
  if (known.size >= MOST_KNOWN) known.clear();
  if (key.length <= 100) known.set(key, kind);
  return kind;
}

function wordsOf(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

function read(words: string): KeyKind {
  if (SECRET.test(words) || SECRET_KEY.test(words)) return 'secret';
  if (DULL.test(words)) return 'dull';
  if (/^(?:first|given) name$|^(?:firstname|vorname|prénom)$/.test(words)) return 'firstName';
  if (/^(?:last|family) name$|^(?:lastname|surname|nachname|nom)$/.test(words)) return 'lastName';
  if (NAME.test(words)) return 'name';
  if (TITLE.test(words)) return 'title';
  if (NUMBER.test(words)) return 'number';
  if (words === 'id' || words.endsWith(' id')) return 'id';
  if (AMOUNT.test(words)) return 'amount';
  return /^(?:type|event|event type|action|status|kind)$/.test(words) ? 'kind' : 'other';
}
