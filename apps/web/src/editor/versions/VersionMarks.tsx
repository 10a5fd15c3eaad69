import { useReactFlow, ViewportPortal } from '@xyflow/react';
import { cardOf } from '../commands/foldFrames.ts';
import { useEditor } from '../useEditor.ts';
import type { Mark } from './marksOf.ts';
import './versions.css';
import { t } from '../../texts/t.ts';

const WORDS: Record<Mark['kind'], string> = { added: t('New'), changed: t('Changed'), removed: t('Deleted') };
/** As large as a card is that is drawn no more. */
const GHOST = { width: 300, height: 60 };

/** What differs from a version, around the cards of the canvas; a step that is gone stands where it stood. */
export function VersionMarks({ marks }: { marks: readonly Mark[] }) {
  const { getInternalNode } = useReactFlow();
  const flow = useEditor((state) => state.flow);
  return (
    <ViewportPortal>
      {marks.map(({ id, name, kind, position }) => {
        // What is folded is marked on the card it is seen by.
        const node = getInternalNode(cardOf(flow, id));
        const { x, y } = node?.internals.positionAbsolute ?? position;
        const { width = GHOST.width, height = GHOST.height } = node ?? GHOST;
        return (
          <div
            key={id}
            className="version-mark"
            data-kind={kind}
            style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
          >
            <span>{kind === 'removed' ? `${WORDS[kind]}: ${name}` : WORDS[kind]}</span>
          </div>
        );
      })}
    </ViewportPortal>
  );
}
