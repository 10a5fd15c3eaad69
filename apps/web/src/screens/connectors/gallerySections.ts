import type { ConnectorRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { tileIcon } from '../../ui/tileIcon.ts';

/** A stretch of the gallery under one heading. */
export type GallerySection = { title: string; note?: string; connectors: ConnectorRow[] };

/** What people use most, first. */
const MOST_USED = [
  'google-sheets',
  'gmail',
  'openai',
  'slack',
  'airtable',
  'telegram',
  'google-drive',
  'notion',
  'gemini',
  'google-calendar',
  'anthropic',
  'twilio',
  'whatsapp',
  'github',
  'discord',
  'outlook',
  'stripe',
  'hubspot',
  'shopify',
  'jira',
  'trello',
  'typeform',
];

/** The gallery's connectors as it shows them: the workspace's own APIs, apps by how much they are used, and what Patchbay does itself. */
export function gallerySections(
  connectors: readonly ConnectorRow[],
  connected: ReadonlySet<string>,
): readonly GallerySection[] {
  const own = connectors.filter(({ source }) => source === 'imported');
  const built = connectors.filter(isPartOfPatchbay);
  const apps = connectors.filter((row) => row.source === 'builtin' && !isPartOfPatchbay(row));
  const byUse = apps.toSorted((a, b) => useOf(a, connected) - useOf(b, connected) || a.name.localeCompare(b.name));
  return [
    { title: t('Your APIs'), connectors: own },
    { title: t('Apps'), note: t('Most used first'), connectors: byUse },
    { title: t('Part of Patchbay'), connectors: built },
  ].filter((section) => section.connectors.length > 0);
}

/** Connectors without a step, for the accounts of other steps. */
const ACCOUNTS_ONLY = new Set(['request-checks', 'web']);

/** Whether it is no app but Patchbay's own: logic, lists, dates, mail. */
function isPartOfPatchbay({ id, source }: Pick<ConnectorRow, 'id' | 'source'>): boolean {
  return source === 'builtin' && (tileIcon({ connector: id }) !== undefined || ACCOUNTS_ONLY.has(id));
}

function useOf({ id }: ConnectorRow, connected: ReadonlySet<string>): number {
  const place = MOST_USED.indexOf(id);
  return (place < 0 ? MOST_USED.length : place) - (connected.has(id) ? 1_000 : 0);
}
