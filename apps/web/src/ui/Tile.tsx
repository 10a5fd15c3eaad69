import { IconPuzzle } from '@tabler/icons-react';
import { createElement } from 'react';
import './tile.css';
import { Logo } from './Logo.tsx';
import { tileIcons } from './tileIcons.ts';
import { tileLetters } from './tileLetters.ts';
import { useMark } from './useMark.ts';

export type TileSize = 20 | 28 | 36 | 44;

export type TileProps = {
  /** Whose faceplate it is; its first two letters are printed on it. */
  name: string;
  /** One of the twelve hues, or anything else for the neutral ground. */
  category?: string;
  /** For the house's own operations: an icon instead of letters; see `tileIcon`. */
  icon?: string;
  /** The name of the app's own mark; without one, or where there is none of that name, it shows letters. */
  mark?: string;
  /** Other letters than the name's own, where two tiles would look alike; see `distinctLetters`. */
  letters?: string;
  size?: TileSize;
  /** Greyed, for a step that was skipped or switched off. */
  muted?: boolean;
};

/** The square a connector or step is known by. Decoration: the name always stands beside it as text. */
export function Tile({ name, category, icon, mark, letters = tileLetters(name), size = 36, muted }: TileProps) {
  return (
    <span
      className="tile"
      data-cat={icon?.includes('/') === false ? 'logic' : category}
      data-size={size}
      data-muted={muted || undefined}
      aria-hidden="true"
      translate="no"
    >
      {icon === undefined && mark !== undefined ? (
        <Mark name={mark} letters={letters} size={size} />
      ) : (
        <Face letters={letters} icon={icon} size={size} />
      )}
    </span>
  );
}

function Face({ letters, icon, size }: { letters: string; icon: string | undefined; size: TileSize }) {
  if (!icon) return letters;
  if (icon === 'core') return <Logo />;
  const Icon = tileIcons[icon] ?? tileIcons[icon.replace(/\/.*$/, '/')] ?? IconPuzzle;
  return <Icon stroke={size === 20 ? 2 : 1.75} />;
}

function Mark({ name, letters, size }: { name: string; letters: string; size: TileSize }) {
  const Icon = useMark(name);
  if (Icon === undefined) return letters;
  // Nothing for a moment, rather than letters that give way to a picture.
  return Icon && createElement(Icon, { className: 'mark', stroke: size === 20 ? 2 : 1.75 });
}
