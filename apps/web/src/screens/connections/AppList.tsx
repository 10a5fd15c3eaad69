import type { ConnectorRow } from '../../api/types.ts';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import './connections.css';

type Props = { apps: readonly ConnectorRow[]; onChoose(id: string): void };

/** Apps to connect an account of, each a button with its mark. */
export function AppList({ apps, onChoose }: Props) {
  return (
    <ul className="app-list">
      {apps.map(({ id, name, category, icon }) => (
        <li key={id}>
          <button type="button" onClick={() => onChoose(id)}>
            <Tile name={name} category={category} icon={tileIcon({ connector: id })} mark={icon} size={28} />
            <span className="cut">{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
