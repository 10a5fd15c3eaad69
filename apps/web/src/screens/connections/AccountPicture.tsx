import { useState } from 'react';
import { pictureAddress } from '../../api/files.ts';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { Tile } from '../../ui/Tile.tsx';
import './accountPicture.css';

type Props = {
  connection: Pick<ConnectionRow, 'id' | 'connector' | 'picture'>;
  connector: ConnectorRow | undefined;
  size?: 28 | 36;
};

/** The picture of an account with the mark of its app on it, or the app's alone. Decoration: its name always stands beside it. */
export function AccountPicture({ connection: { id, connector: key, picture }, connector, size = 36 }: Props) {
  const [lost, setLost] = useState<string>();
  const { name = key, category, icon } = connector ?? {};
  const app = { name, ...(category !== undefined && { category }), ...(icon !== undefined && { mark: icon }) };
  if (picture === undefined || picture === lost) return <Tile {...app} size={size} />;
  return (
    <span className="account-picture" data-size={size} aria-hidden="true">
      <img src={pictureAddress(id, picture)} alt="" onError={() => setLost(picture)} />
      <Tile {...app} size={20} />
    </span>
  );
}
