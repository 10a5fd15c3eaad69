import type { ConnectorCategory } from '@patchbay/connector';

/** Words that give a category away, the telling ones first. */
const WORDS: readonly (readonly [ConnectorCategory, RegExp])[] = [
  ['payments', /\b(pay|payments?|paypal|stripe|billing|invoic\w+|checkout|charges?)\b/i],
  ['crm', /\b(crm|contacts?|deals?|leads?|sales)\b/i],
  ['email', /\b(e-?mails?|mail|smtp|sendgrid|newsletter)\b/i],
  ['messaging', /\b(messages?|messaging|chat|sms|slack|discord|telegram|whatsapp|twilio|voice)\b/i],
  ['calendar', /\b(calendars?|events?|scheduling|bookings?|appointments?)\b/i],
  ['commerce', /\b(shops?|store|orders?|products?|carts?|commerce|inventory|shipping)\b/i],
  ['support', /\b(tickets?|support|helpdesk|zendesk|service desk)\b/i],
  ['analytics', /\b(analytics|tracking|telemetry)\b/i],
  ['authentication', /\b(authentication|identity|sso|single sign.on|oidc)\b/i],
  ['marketing', /\b(marketing|campaigns?|ads|audiences?|surveys?)\b/i],
  ['ai', /\b(ai|language models?|llm|embeddings?|completions?)\b/i],
  ['files', /\b(files?|documents?|drive|storage|uploads?)\b/i],
  ['data', /\b(data|databases?|tables?|sheets?|spreadsheets?|records?|notion)\b/i],
];

/** A guess from the API's name and its sentence; `developer` where no word helps. It only colours a tile. */
export function categoryOf(text: string): ConnectorCategory {
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? 'developer';
}
