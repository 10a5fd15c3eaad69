import { IconNote, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../texts/t.ts';
import { FormDialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextArea } from '../../ui/TextField.tsx';
import { nothingSelected } from '../commands/command.ts';
import { changeNote } from '../commands/notes.ts';
import { removeSelection } from '../commands/removeSelection.ts';
import { announce } from '../statusLine.ts';
import { useSession } from '../useEditor.ts';
import type { NoteView } from './toCanvas.ts';

/** The notes of the flow, below its steps: to be read, written and deleted. */
export function OutlineNotes({ notes, isReadOnly }: { notes: readonly NoteView[]; isReadOnly: boolean }) {
  const { editor } = useSession();
  const [writing, setWriting] = useState<NoteView['note']>();
  const remove = ({ id }: NoteView['note']) => {
    const selection = { ...nothingSelected, notes: new Set([id]) };
    if (editor.execute(removeSelection({ selection }))) announce(t('The note was deleted.'));
  };
  return (
    <section className="outline-notes" aria-label={t('Notes')}>
      <h3>{t('Notes')}</h3>
      <ul>
        {notes.map(({ note }) => (
          <li key={note.id} className="outline-note">
            <button type="button" disabled={isReadOnly} onClick={() => setWriting(note)}>
              <IconNote size={16} stroke={1.75} aria-hidden />
              <span className="cut">{note.text === '' ? t('An empty note') : note.text}</span>
            </button>
            {!isReadOnly && (
              <IconButton
                small
                label={t('Delete the note')}
                icon={<IconTrash size={14} stroke={1.75} aria-hidden />}
                onClick={() => remove(note)}
              />
            )}
          </li>
        ))}
      </ul>
      {writing !== undefined && <WriteNote note={writing} onClose={() => setWriting(undefined)} />}
    </section>
  );
}

function WriteNote({ note, onClose }: { note: NoteView['note']; onClose(): void }) {
  const { editor } = useSession();
  const [text, setText] = useState(note.text);
  const write = () => {
    if (editor.execute(changeNote(note.id, { text }))) announce(t('The note was written.'));
    onClose();
  };
  return (
    <FormDialog title={t('Note')} opened onClose={onClose} onSubmit={write} submit={t('Keep')}>
      <TextArea label={t('What it says')} value={text} onText={setText} maxLength={10_000} rows={5} data-autofocus />
    </FormDialog>
  );
}
