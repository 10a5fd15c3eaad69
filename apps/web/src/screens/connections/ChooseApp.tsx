import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConnectorRow } from '../../api/types.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { narrowConnectors } from '../connectors/narrowConnectors.ts';
import { AppList } from './AppList.tsx';

type Props = { apps: readonly ConnectorRow[]; onChoose(id: string): void };

/** The first question of connecting an account: of which app. Enter takes the first that fits. */
export function ChooseApp({ apps, onChoose }: Props) {
  const [q, setQuery] = useState('');
  const shown = narrowConnectors(apps, { q }, { found: [], connected: new Set() });
  return (
    <form
      className="choose-app"
      onSubmit={(event) => {
        event.preventDefault();
        if (q !== '' && shown[0]) onChoose(shown[0].id);
      }}
    >
      <SearchInput label={t('Search apps')} value={q} onSearch={setQuery} autoFocus />
      {shown.length > 0 ? (
        <AppList apps={shown} onChoose={onChoose} />
      ) : (
        <p className="sentence muted">
          <T
            text="There is no app like that here. <a>Add its API</a> by the link to its description, and connect it then."
            a={<Link to="/connectors" search={{ add: true }} />}
          />
        </p>
      )}
    </form>
  );
}
