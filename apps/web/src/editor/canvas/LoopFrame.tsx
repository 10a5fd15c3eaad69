import type { Node, NodeProps } from '@xyflow/react';
import { Handle, Position } from '@xyflow/react';
import { memo, useContext } from 'react';
import { t } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { LOOP_HEAD } from '../commands/card.ts';
import { StepPager } from '../runOverlay/StepPager.tsx';
import { OverContext, useCanvas } from './canvasContext.ts';
import { INSIDE } from './edgeViews.ts';
import { FoldButton } from './FoldedLine.tsx';
import { emptyFrameWords } from './frameWords.ts';
import { FailureLeaf, LeafButton, LeafButtons } from './LeafButtons.tsx';
import { hasSameView } from './sameView.ts';
import { HALF, Sockets } from './Sockets.tsx';
import { StepState, stateName } from './StepState.tsx';
import type { StepView } from './toCanvas.ts';

export type LoopNode = Node<{ view: StepView }, 'loop'>;

const MOST_PIPS = 24;

/** A loop, a repetition or a group: a frame with a head; its steps stand inside as steps of their own. */
export const LoopFrame = memo(function LoopFrame({ data: { view } }: NodeProps<LoopNode>) {
  const { isReadOnly } = useCanvas();
  const isOver = useContext(OverContext) === view.id;
  return (
    <div
      className="loop"
      data-state={stateName(view)}
      data-selected={view.isSelected || undefined}
      data-over={isOver || undefined}
    >
      <div className="loop-head">
        <Tile
          name={view.face.connector.name}
          icon={tileIcon({ connector: view.face.connector.id, operation: view.operation })}
          mark={view.face.connector.icon}
          size={28}
        />
        <span className="name" title={view.name} dir="auto">
          {view.name}
        </span>
        <LoopWords view={view} />
        {view.overlay?.pager === undefined ? (
          <Pips items={view.overlay?.items ?? []} />
        ) : (
          <StepPager {...view.overlay.pager} />
        )}
        <StepState view={view} />
        {!view.isEmpty && <FoldButton view={view} />}
      </div>
      <Handle
        type="source"
        id={INSIDE}
        position={Position.Bottom}
        isConnectable={false}
        className="socket"
        style={{
          top: LOOP_HEAD - 6 - HALF,
          bottom: 'auto',
          left: view.box.width / 2 - HALF,
          opacity: 0,
          pointerEvents: 'none',
        }}
      />
      {view.isEmpty && <EmptyFrame view={view} isReadOnly={isReadOnly} />}
      <Sockets view={view} isConnectable={!isReadOnly} />
      {!isReadOnly && <LeafButtons view={view} />}
      {!isReadOnly && <FailureLeaf view={view} />}
    </div>
  );
}, hasSameView);

function EmptyFrame({ view, isReadOnly }: { view: StepView; isReadOnly: boolean }) {
  if (isReadOnly) return <div className="loop-empty">{t('Nothing inside')}</div>;
  return (
    <div className="loop-empty">
      <LeafInside view={view} />
      <span>{emptyFrameWords(view.face.frame)}</span>
    </div>
  );
}

/** What became of its items; else why it needs a look; else what it goes through, and how. */
function LoopWords({ view: { overlay, problem, what, through, isOff } }: { view: StepView }) {
  const said = isOff ? t('Switched off') : (overlay?.result ?? overlay?.line ?? problem);
  const isWarning = overlay === undefined && problem !== undefined && !isOff;
  return (
    <span className="sub" data-tone={isWarning ? 'warning' : undefined} title={said ?? what}>
      {said === undefined && through !== undefined && <span className="through">{through}</span>}
      {said ?? what}
    </span>
  );
}

/** One mark an item, as far as there is room; the head says the count in words. */
function Pips({ items }: { items: readonly string[] }) {
  if (items.length === 0 || items.length > MOST_PIPS) return null;
  const marks = items.map((state, at) => ({ state, key: `item ${at}` }));
  return (
    <span className="pips" aria-hidden="true">
      {marks.map(({ key, state }) => (
        <i key={key} data-item={state} />
      ))}
    </span>
  );
}

function LeafInside({ view }: { view: StepView }) {
  return (
    <span style={{ position: 'relative', width: 26, height: 26 }}>
      <LeafButton
        place={{ kind: 'inside', loop: view.id }}
        label={t('Add a step inside {name}', { name: view.name })}
        style={{ left: 13, top: 0 }}
      />
    </span>
  );
}
