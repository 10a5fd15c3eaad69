import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useId, useLayoutEffect, useRef } from 'react';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { fieldName } from '../canvas/words.ts';
import { bringBack, type Lost } from '../company/lost.ts';
import { useWho } from '../company/useWho.ts';
import { announce } from '../statusLine.ts';
import { valueWords } from '../topbar/valueWords.ts';
import { useCatalog, useSession } from '../useEditor.ts';
import './gone.css';

const MOST_SHOWN = 12;

/**
 * In place of the panel of a step that somebody else has deleted: who, what was filled in, and a way back. Whoever was typing
 * goes on typing into nothing here, and not into the keys of the canvas.
 */
export function GoneStep({ lost, onClose }: { lost: Lost; onClose(): void }) {
  const { role } = useSession();
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const who = useWho()(lost.clientId);
  const putBack = useBringBack(lost);
  useLayoutEffect(() => {
    const now = document.activeElement;
    if (now === null || now === document.body) box.current?.focus();
  }, []);
  return (
    <div
      className="gone-step"
      role="alertdialog"
      aria-labelledby={id}
      tabIndex={-1}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
      }}
    >
      <div className="panel-head">
        <IconTrash size={20} stroke={1.75} aria-hidden />
        <h2 className="grow" id={id}>
          {t('{who} deleted “{step}”', { who, step: lost.step.name })}
        </h2>
      </div>
      <div className="panel-body">
        {role !== 'viewer' && (
          <p>{t('What was filled in is kept until you close this. It comes back with its wires, as it was.')}</p>
        )}
        <FilledIn lost={lost} />
        <div className="row">
          {role !== 'viewer' && (
            <Button look="primary" icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />} onClick={putBack}>
              {t('Bring it back')}
            </Button>
          )}
          <Button onClick={onClose}>{t('Close')}</Button>
        </div>
      </div>
    </div>
  );
}

/** At the top of the panel of a step that somebody else made do something else. */
export function ChangedNote({ lost }: { lost: Lost }) {
  const { role } = useSession();
  const catalog = useCatalog();
  const who = useWho()(lost.clientId);
  const putBack = useBringBack(lost);
  const before = catalog.face(lost.step.uses).title;
  const action = role !== 'viewer' && (
    <Button small onClick={putBack}>
      {t('Change it back')}
    </Button>
  );
  return (
    <div className="changed-note" role="status">
      <Band tone="info" action={action}>
        {t('{who} made this step do something else. It was “{before}”, and what you filled in there is kept.', {
          who,
          before,
        })}
      </Band>
    </div>
  );
}

function useBringBack(lost: Lost): () => void {
  const { editor, company } = useSession();
  return () => {
    const isDone = editor.execute(bringBack(lost));
    company.lose(undefined);
    announce(
      isDone
        ? t('“{name}” is back.', { name: lost.step.name })
        : t('“{name}” could not be brought back: what it stood in is gone.', { name: lost.step.name }),
    );
  };
}

/** The fields of the step with what stood in them. */
function FilledIn({ lost: { step } }: { lost: Lost }) {
  const input = useCatalog().find(step.uses)?.input;
  const filled = Object.entries(step.inputs)
    .map(([key, mapping]) => ({ key, words: valueWords(mapping) }))
    .filter(({ words }) => words !== '');
  if (filled.length === 0) return null;
  return (
    <dl>
      {filled.slice(0, MOST_SHOWN).map(({ key, words }) => (
        <div key={key}>
          <dt>{fieldName([key], input)}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
