import { IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '../../texts/t.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilePick } from '../../ui/FilePick.tsx';
import { useNewFlow } from './useFlowActions.ts';

/** A workspace without flows: five ways to the first one, of which the first has the focus. */
export function NoFlowsYet({ mayEdit }: { mayEdit: boolean }) {
  const newFlow = useNewFlow();
  if (!mayEdit) {
    return (
      <div className="card">
        <EmptyState title={t('Nothing is patched in here yet')} sockets={3}>
          {t('Your role lets you look, not build. Flows that others build appear here.')}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="card">
      <EmptyState
        title={t('Nothing is patched in here yet')}
        sockets={3}
        actions={
          <>
            <Button
              look="primary"
              autoFocus
              busy={newFlow.busy}
              icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
              onClick={newFlow.example}
            >
              {t('Start from the example')}
            </Button>
            <Link to="/templates" className={buttonClass()}>
              {t('Choose a template')}
            </Link>
            <Link to="/connectors" search={{ add: true }} className={buttonClass()}>
              {t('Add an API')}
            </Link>
            <FilePick
              label={t('Bring in a file')}
              accept=".json,application/json"
              icon={<IconDownload size={16} stroke={1.75} aria-hidden />}
              onFile={newFlow.fromFile}
            />
            <Button look="quiet" onClick={newFlow.empty}>
              {t('Empty canvas')}
            </Button>
          </>
        }
      >
        {t('Pick a starting point. The example runs on sample data and needs no account.')}
      </EmptyState>
    </div>
  );
}
