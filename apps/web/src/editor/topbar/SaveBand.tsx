import { IconPlugConnectedX } from '@tabler/icons-react';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toastStore.ts';
import { clipOf } from '../commands/clip.ts';
import { selectSteps } from '../commands/command.ts';
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
    if (saving.kind === 'refused') return <Refused code={saving.code} message={saving.message} />;
    return (
      <Band tone="info" icon={IconPlugConnectedX}>
        <b>{t('You are offline.')}</b> {waitingWords(saving.kind === 'offline' ? saving.changes : 0)}
      </Band>
    );
  }
}

type RefusedProps = { code: string | undefined; message: string };

/** What is on the page stays there, whatever became of the flow or of this person's role; it can be taken along. */
function Refused({ code, message }: RefusedProps) {
  const { saver, editor } = useSession();
  const copy = () => {
    const { flow } = editor.getState();
    const steps = selectSteps(...Object.values(flow.steps).map(({ id }) => id));
    const all = { ...steps, notes: new Set(Object.values(flow.notes).map(({ id }) => id)) };
    void navigator.clipboard
      .writeText(JSON.stringify(clipOf({ flow, selection: all }), undefined, 2))
      .then(() => toast({ text: t('The flow was copied. Paste it into another flow to go on there.') }))
      .catch(() => toast({ text: t('The browser did not let it be copied.') }));
  };
  const action = (
    <>
      {(code === 'not_found' || code === 'not_allowed') && (
        <Button small onClick={copy}>
          {t('Copy the flow')}
        </Button>
      )}
      <Button small onClick={() => void saver.flush()}>
        {t('Save again')}
      </Button>
    </>
  );
  return (
    <Band tone="danger" action={action}>
      <b>{refusedWords(code)}</b>{' '}
      {code === 'not_found' || code === 'not_allowed'
        ? t('Your changes stay on this page until you close it.')
        : message}
    </Band>
  );
}

function refusedWords(code: string | undefined): string {
  if (code === 'not_found') return t('This flow was deleted, or you may not see it any more.');
  if (code === 'not_allowed') return t('Your role was changed: you may only look at this flow now.');
  return t('The last change is not saved.');
}

function waitingWords(changes: number): string {
  if (changes === 0) return t('You can go on editing.');
  return tn(
    changes,
    '1 change waits here and is saved when you are back.',
    '{count} changes wait here and are saved when you are back.',
  );
}
