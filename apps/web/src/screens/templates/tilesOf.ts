import { t } from '../../texts/t.ts';
import type { TileProps } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import type { TemplateTile } from './useTemplates.ts';

/** What the tile of a template's step shows. */
export function tileOf({ name, category, icon: mark, ...uses }: TemplateTile): TileProps {
  return { name, category, icon: tileIcon(uses), ...(mark !== undefined && { mark }) };
}

/** The chain of a template in words, for those who do not see it: "Stripe, Google Sheets and Slack". */
export function appsInWords(apps: readonly Pick<TemplateTile, 'name'>[]): string {
  const names = apps.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : t('{names} and {last}', { names: names.slice(0, -1).join(', '), last });
}
