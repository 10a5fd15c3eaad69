/** What fields of these names hold in real life. The first name that matches wins, so the special ones come first. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/e_?mail/, 'ann@example.com'],
  [/phone|mobile|msisdn/, '+4915112345678'],
  [/(first|given)_?name/, 'Ann'],
  [/(last|family|sur)_?name/, 'Lee'],
  [/user_?name|login|handle/, 'annlee'],
  [/company|organi[sz]ation/, 'Northwind Ltd'],
  [/file_?name/, 'invoice.pdf'],
  [/host_?name|domain/, 'example.com'],
  [/^(full_?|display_?|customer_?)?name$/, 'Ann Lee'],
  [/currency/, 'EUR'],
  [/country_?code|^country$/, 'DE'],
  [/(language|locale|^lang$)/, 'en'],
  [/time_?zone|^tz$/, 'Europe/Berlin'],
  [/city|town/, 'Berlin'],
  [/street|address|line_?1/, '1 Market Street'],
  [/zip|postal/, '10115'],
  [/^(ip|ip_?address)$/, '203.0.113.7'],
  [/url|uri|link|href|website|callback/, 'https://example.com/orders/1042'],
  [/colou?r/, '#0b6e6e'],
  [/(^|_)date$|_on$/, '2026-03-14'],
  [/(^|_)(at|time|timestamp|since|until)$/, '2026-03-14T09:30:00Z'],
  [/^(version)$/, '1.2.0'],
  [/status|state$/, 'open'],
  [/title|subject|headline/, 'Order 1042'],
  [/description|summary|notes?$|comment|message|text|content|body/, 'Two lamps, to be delivered on Friday.'],
  [/token|secret|password|api_?key/, 'not-a-real-secret'],
  [/cursor|page_?token|next/, 'next-page'],
  [/number$|_no$/, '1042'],
  [/(^|_)(id|ids|uuid|guid|key|ref|reference|sid)$/, 'id-1042'],
  [/tag|label|category|type|kind/, 'standard'],
];

const BY_FORMAT: Readonly<Record<string, string | undefined>> = {
  date: '2026-03-14',
  'date-time': '2026-03-14T09:30:00Z',
  time: '09:30:00Z',
  duration: 'PT30M',
  email: 'ann@example.com',
  'idn-email': 'ann@example.com',
  phone: '+4915112345678',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  uri: 'https://example.com/orders/1042',
  url: 'https://example.com/orders/1042',
  iri: 'https://example.com/orders/1042',
  'uri-reference': '/orders/1042',
  'iri-reference': '/orders/1042',
  'uri-template': '/orders/{order}',
  'json-pointer': '/orders/0',
  'relative-json-pointer': '0/id',
  regex: '^[a-z]+$',
  uuid: '6f1f9f3e-6f0c-4d5a-9a3b-2c1d0e9f8a7b',
  ipv4: '203.0.113.7',
  ipv6: '2001:db8::7',
  byte: 'UGF0Y2hiYXk=',
  binary: 'UGF0Y2hiYXk=',
};

/** Texts worth trying for a field, most telling first: by format, by name, then plain ones of several shapes. */
export function textCandidates(name: string, format: string | undefined): string[] {
  const key = snakeCase(name);
  const named = BY_NAME.find(([pattern]) => pattern.test(key))?.[1];
  const formatted = format === undefined ? undefined : BY_FORMAT[format];
  return [formatted, named, 'text', '1042', 'EUR', 'en', 'a1'].filter((text) => text !== undefined);
}

/** Cut or filled up to the length asked for, counted in characters. */
export function ofLength(text: string, bounds: { min: number; max: number }): string {
  const characters = [...text];
  if (characters.length > bounds.max) return characters.slice(0, Math.max(bounds.max, 0)).join('');
  return bounds.min > characters.length ? text + 'x'.repeat(Math.min(bounds.min, 100_000) - characters.length) : text;
}

const NUMBER_BY_NAME: readonly (readonly [RegExp, number])[] = [
  [/price|amount|total|cost|balance|revenue|fee|salary/, 1250],
  [/quantity|qty|count|size|^limit$|per_?page/, 3],
  [/percent|rate|ratio|score/, 20],
  [/page|index|offset|position|version/, 1],
  [/year/, 2026],
  [/month/, 3],
  [/day/, 14],
  [/age/, 34],
  [/latitude|^lat$/, 52.52],
  [/longitude|^lng$|^lon$/, 13.405],
  [/(^|_)(at|time|timestamp|created|updated|expires)$/, 1_773_480_600],
  [/(^|_)(id|number)$/, 1042],
];

/** A number worth showing for a field of this name. */
export function numberFor(name: string): number {
  const key = snakeCase(name);
  return NUMBER_BY_NAME.find(([pattern]) => pattern.test(key))?.[1] ?? 42;
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}
