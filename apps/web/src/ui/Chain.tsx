import { Fragment } from 'react';
import { Tile, type TileProps, type TileSize } from './Tile.tsx';
import { distinctLetters } from './tileLetters.ts';

/** A flow in one line: up to three tiles joined by cables, then how many more there are. `lit` = it carries data. */
export function Chain({
  tiles,
  more = 0,
  lit,
  size = 28,
}: {
  tiles: readonly TileProps[];
  more?: number;
  lit?: boolean;
  size?: TileSize;
}) {
  // The same connector may stand in it twice, so its place is part of the key.
  const shown = tiles.slice(0, 3).map((tile, place) => ({ tile, key: `${place} ${tile.name}`, first: place === 0 }));
  const letters = distinctLetters(shown.map(({ tile }) => tile.name));
  const hidden = more + tiles.length - shown.length;
  return (
    <span className="chain" data-lit={lit || undefined} aria-hidden="true">
      {shown.map(({ tile, key, first }) => (
        <Fragment key={key}>
          {!first && <i />}
          <Tile letters={letters.get(tile.name)} {...tile} size={size} />
        </Fragment>
      ))}
      {hidden > 0 && <span className="more">+{hidden}</span>}
    </span>
  );
}
