import type { StepId } from '@patchbay/flow';
import { useStore, ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import { Avatar } from '../../ui/Avatar.tsx';
import { cardOf } from '../commands/foldFrames.ts';
import type { EditMark } from '../company/editMarks.ts';
import { type Person, placeWords, whoIs } from '../company/peopleOf.ts';
import { useEditMarks } from '../company/useEditMarks.ts';
import { usePeople } from '../company/usePeople.ts';
import { useEditor } from '../useEditor.ts';
import '../company/company.css';

/** Others on the canvas: their avatars at the cards of the steps they have open, and for a moment what they have changed. */
export function VisitorMarks() {
  const people = usePeople();
  const edits = useEditMarks();
  const flow = useEditor((state) => state.flow);
  const at = Map.groupBy(
    people.filter((person): person is Person & { step: StepId } => person.step !== undefined),
    ({ step }) => cardOf(flow, step),
  );
  return (
    <ViewportPortal>
      {edits.map((mark) => (
        <AtCard key={mark.id} step={cardOf(flow, mark.id)} otherwise={mark.isGone ? mark.position : undefined}>
          <EditSign mark={mark} />
        </AtCard>
      ))}
      {[...at].map(([step, those]) => (
        <AtCard key={step} step={step}>
          <span className="visitors">
            {those.map((person) => {
              const words = placeWords(person, (id) => flow.steps[id]?.name);
              return <VisitorSign key={person.userId} person={person} words={words} />;
            })}
          </span>
        </AtCard>
      ))}
    </ViewportPortal>
  );
}

function VisitorSign({ person: { userId, name, isYou }, words }: { person: Person; words: string }) {
  return (
    <span className="visitor" role="img" aria-label={words}>
      <Avatar id={userId} name={name} title={whoIs({ name, isYou })} />
    </span>
  );
}

function EditSign({ mark: { words, isGone } }: { mark: EditMark }) {
  return (
    <div className="edit-mark" data-gone={isGone || undefined}>
      <span>{words}</span>
    </div>
  );
}

type AtCardProps = { step: StepId; otherwise?: { x: number; y: number } | undefined; children: ReactNode };

/** As large as a card is that is drawn no more. */
const GHOST = { width: 300, height: 60 };

/** Lies over a card and goes along with it; nowhere for a step that is not there. */
function AtCard({ step, otherwise, children }: AtCardProps) {
  // As one text: a place that is the same must be the same value.
  const place = useStore(({ nodeLookup }) => {
    const node = nodeLookup.get(step);
    if (node === undefined) return undefined;
    const { x, y } = node.internals.positionAbsolute;
    return [x, y, node.width ?? GHOST.width, node.height ?? GHOST.height].join(' ');
  });
  const [x, y, width, height] =
    place?.split(' ').map(Number) ?? (otherwise ? [otherwise.x, otherwise.y, GHOST.width, GHOST.height] : []);
  if (x === undefined) return null;
  return (
    <div className="at-card" style={{ transform: `translate(${x}px, ${y}px)`, width, height }}>
      {children}
    </div>
  );
}
