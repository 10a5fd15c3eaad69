import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { t } from '../../texts/t.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { announce } from '../statusLine.ts';
import { useHistoryLabels, useSession } from '../useEditor.ts';

/** Takes the last change back, or does it again; each says what it would be. */
export function UndoRedo({ className }: { className: string }) {
  const { editor } = useSession();
  const { undo, redo } = useHistoryLabels();
  const say = (verb: string, done: ReturnType<typeof editor.undo>) => {
    if (done === undefined) return;
    announce(
      `${verb}: ${done.label}.${done.partly ? t(' A part that somebody else has changed since stays as it is.') : ''}`,
    );
  };
  return (
    <span className={className}>
      <IconButton
        small
        label={undo === undefined ? t('Undo') : t('Undo: {undo}', { undo })}
        shortcut="Ctrl Z"
        icon={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
        disabled={undo === undefined}
        onClick={() => say(t('Undone'), editor.undo())}
      />
      <IconButton
        small
        label={redo === undefined ? t('Redo') : t('Redo: {redo}', { redo })}
        shortcut="Ctrl Shift Z"
        icon={<IconArrowForwardUp size={16} stroke={1.75} aria-hidden />}
        disabled={redo === undefined}
        onClick={() => say(t('Done again'), editor.redo())}
      />
    </span>
  );
}
