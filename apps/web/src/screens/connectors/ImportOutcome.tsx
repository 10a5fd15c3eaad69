import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { BaseUrlForm } from './BaseUrlForm.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import type { ImportState } from './useImport.ts';
import { WhatChanged } from './WhatChanged.tsx';

/** What came of an import: the connector, what could not be read, and the address when the description names none. */
export function ImportOutcome({ imported, onClose }: { imported: ImportState; onClose: () => void }) {
  const { outcome } = imported;
  const close = () => {
    imported.forget();
    onClose();
  };
  return (
    <Dialog
      title={outcome?.previous ? t('The API is up to date') : t('The API is plugged in')}
      opened={outcome !== undefined}
      onClose={close}
      width={520}
    >
      {outcome && <OutcomeBody outcome={outcome} onClose={close} />}
    </Dialog>
  );
}

function OutcomeBody({ outcome, onClose }: { outcome: NonNullable<ImportState['outcome']>; onClose: () => void }) {
  const { connector, problems, servers, previous } = outcome;
  const [hasAddress, setHasAddress] = useState(
    connector.baseUrl !== null && (servers.length === 0 || previous !== null),
  );
  return (
    <div className="outcome">
      <div className="row outcome-head">
        <Tile name={connector.name} category={connector.category} mark={connector.icon} size={44} />
        <div>
          <b>{connector.name}</b>
          <br />
          <span className="small dim">
            {tn(connector.operationCount, '1 step ready to use', '{count} steps ready to use')}
          </span>
        </div>
      </div>
      {!hasAddress && (
        <BaseUrlForm
          connector={connector.id}
          current={connector.baseUrl ?? ''}
          servers={servers}
          onDone={() => setHasAddress(true)}
          why={
            connector.baseUrl === null
              ? t(
                  'The description does not say where the API is. Steps can be built now and run once its address is known.',
                )
              : t('The description names more than one address, or one with parts of your own.')
          }
        />
      )}
      {hasAddress && previous === null && <FirstSteps connector={connector} />}
      {previous !== null && <WhatChanged connector={connector.id} before={previous} />}
      {problems.length > 0 && <Problems problems={problems} />}
      <div className="dialog-foot">
        <Button look="quiet" onClick={onClose}>
          {t('Stay here')}
        </Button>
        <Link
          to="/connectors/$connectorId"
          params={{ connectorId: connector.id }}
          className={buttonClass({ look: 'primary' })}
        >
          {t('See its steps')}
        </Link>
      </div>
    </div>
  );
}

function Problems({ problems }: { problems: readonly string[] }) {
  const count = tn(problems.length, '1 part was', '{count} parts were');
  return (
    <Band tone="warning">
      <details>
        <summary>{t('{count} left out or read differently', { count })}</summary>
        <ul className="told-list">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </details>
    </Band>
  );
}
