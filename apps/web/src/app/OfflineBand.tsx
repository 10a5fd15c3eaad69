import { IconPlugConnectedX } from '@tabler/icons-react';
import { useIsMutating } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { t, tn } from '../texts/t.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Whether the browser has a network at all. */
function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

/** One quiet band while there is no network. It counts what waits to be sent. */
export function OfflineBand() {
  const online = useOnline();
  const waiting = useIsMutating({ predicate: (mutation) => mutation.state.isPaused });
  if (online) return null;
  return (
    <div className="offline" role="status">
      <IconPlugConnectedX size={16} stroke={1.75} aria-hidden />
      <span>
        <b>{t('You are offline.')}</b> {waitingSentence(waiting)}
      </span>
    </div>
  );
}

function waitingSentence(waiting: number): string {
  if (waiting === 0) return t('What you see is from before.');
  return tn(
    waiting,
    '1 change waits here and is saved when you are back.',
    '{count} changes wait here and are saved when you are back.',
  );
}
