import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Where vendors' own descriptions lie: `PATCHBAY_SPECS`, else a folder beside the repository. */
export const SPECS = resolve(ROOT, process.env.PATCHBAY_SPECS ?? '../shared/specs');

/** Where `fetch-github` puts GitHub's description, which is too large to keep anywhere else. */
export const CACHE = join(ROOT, '.cache/specs');

/** The descriptions that must be read, with how many operations each has. */
export const VENDORS: readonly (readonly [file: string, operations: number])[] = [
  ['auth0-authn.json', 31],
  ['discord.json', 242],
  ['google-calendar.v3.json', 38],
  ['google-drive.v3.json', 69],
  ['google-gmail.v1.json', 85],
  ['google-sheets.v4.json', 17],
  ['notion.json', 24],
  ['paypal-orders.json', 8],
  ['sendgrid-mail.json', 3],
  ['slack.json', 174],
  ['stripe-2022-11.json', 452],
  ['twilio.json', 197],
  ['whatsapp-meta.yaml', 113],
  ['github.json', 1223],
];

/** The bytes of a vendor's description; undefined where this machine has none. */
export function specOf(file: string): Uint8Array | undefined {
  const path = [join(SPECS, file), join(CACHE, file)].find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : readFileSync(path);
}
