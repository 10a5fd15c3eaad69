import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { t } from '../texts/t.ts';
import { Kbd } from '../ui/Kbd.tsx';

const FindDialog = lazy(() =>
  import('../screens/find/FindDialog.tsx').then((module) => ({ default: module.FindDialog })),
);

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** "Find anything" in the navigation, also by Ctrl K (Cmd K). */
export function Find() {
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setOpened(true);
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, []);
  return (
    <>
      <button type="button" className="item find" aria-haspopup="dialog" onClick={() => setOpened(true)}>
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span className="long">{t('Find anything')}</span>
        <span className="short" aria-hidden="true">
          {t('Find')}
        </span>
        <Kbd>{isMac ? '⌘ K' : 'Ctrl K'}</Kbd>
      </button>
      {opened && (
        <Suspense>
          <FindDialog onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
