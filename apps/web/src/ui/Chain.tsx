import { Fragment } from 'react';
import { Tile, type TileProps, type TileSize } from './Tile.tsx';

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
  const shown = tiles.slice(0, 3);
  const hidden = more + tiles.length - shown.length;
  return (
    <span className="chain" data-lit={lit || undefined} aria-hidden="true">
      {shown.map((tile, index) => (
        <Fragment key={`${index} ${tile.name}`}>
          {index > 0 && <i />}
          <Tile {...tile} size={size} />
        </Fragment>
      ))}
      {hidden > 0 && <span className="more">+{hidden}</span>}
    </span>
  );
}
