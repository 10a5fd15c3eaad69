import { type Node, type NodeProps, NodeResizer } from '@xyflow/react';
import { memo } from 'react';
import { t } from '../../texts/t.ts';
import { typedText } from '../../ui/typedText.ts';
import { useCanvas } from './canvasContext.ts';
import type { NoteView } from './toCanvas.ts';

export type NoteNode = Node<{ view: NoteView }, 'note'>;

/** Text a person left on the canvas. */
export const NoteCard = memo(function NoteCard({ data: { view } }: NodeProps<NoteNode>) {
  const { actions, isReadOnly } = useCanvas();
  const { note } = view;
  return (
    <>
      <NodeResizer
        isVisible={view.isSelected && !isReadOnly}
        minWidth={120}
        minHeight={60}
        onResizeEnd={(_event, { width, height }) => actions.resizeNote(note.id, { width, height })}
      />
      <div className="note-card">
        <textarea
          className="nodrag nowheel"
          dir="auto"
          aria-label={t('Note')}
          placeholder={t('Write a note')}
          value={note.text}
          readOnly={isReadOnly}
          maxLength={10_000}
          onChange={(event) => actions.writeNote(note.id, typedText(event.currentTarget.value))}
        />
      </div>
    </>
  );
});
