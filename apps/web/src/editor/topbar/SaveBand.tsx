import { IconPlugConnectedX } from '@tabler/icons-react';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { useSaving, useSession } from '../useEditor.ts';
import { ConflictCard } from './ConflictCard.tsx';

/** What there is to say about saving beyond one word: offline, refused, or changed on both sides. */
export function SaveBand() {
  const saving = useSaving();
  const { saver } = useSession();
  if (saving.kind === 'saved' || saving.kind === 'saving') return null;
  return <div className="save-band">{band()}</div>;

  function band() {
    if (saving.kind === 'conflict')
      return <ConflictCard conflicts={saving.conflicts} onChoose={(side) => saver.choose(side)} />;
    if (saving.kind === 'refused') {
      return (
        <Band
          tone="danger"
          action={
            <Button small onClick={() => void saver.flush()}>
              {t('Save again')}
            </Button>
          }
        >
          <b>{t('The last change is not saved.')}</b> {saving.message}
        </Band>
      );
    }
    return (
      <Band tone="info" icon={IconPlugConnectedX}>
        <b>{t('You are offline.')}</b> {waitingWords(saving.kind === 'offline' ? saving.changes : 0)}
      </Band>
    );
  }
}

function waitingWords(changes: number): string {
  if (changes === 0) return t('You can go on editing.');
  return tn(
    changes,
    '1 change waits here and is saved when you are back.',
    '{count} changes wait here and are saved when you are back.',
  );
}
