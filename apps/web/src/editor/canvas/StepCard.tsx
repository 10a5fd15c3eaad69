import type { Node, NodeProps } from '@xyflow/react';
import { memo, useContext } from 'react';
import { t } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { CARD_HEIGHT } from '../commands/card.ts';
import { DistanceContext, useCanvas } from './canvasContext.ts';
import { FoldButton, FoldedLine } from './FoldedLine.tsx';
import { ASIDE, FailureLeaf, LEAF, LeafButton, LeafButtons } from './LeafButtons.tsx';
import { hasSameView } from './sameView.ts';
import { Sockets } from './Sockets.tsx';
import { StepLine, StepState, stateName } from './StepState.tsx';
import type { StepView } from './toCanvas.ts';

export type StepNode = Node<{ view: StepView }, 'step'>;

/** One step on the canvas. Drawn again only when its view is another object. */
export const StepCard = memo(function StepCard({ data: { view } }: NodeProps<StepNode>) {
  const { isReadOnly } = useCanvas();
  const distance = useContext(DistanceContext);
  const isFar = distance !== 'near';
  const state = stateName(view);
  if (distance === 'map') return <Plate view={view} />;
  return (
    <div
      className="step"
      data-state={state}
      data-selected={view.isSelected || undefined}
      data-far={isFar || undefined}
      data-strip={view.outlets.length > 1 || undefined}
      data-folded={view.folded !== undefined || undefined}
    >
      <div className="main">
        <Tile
          name={view.face.connector.name}
          category={view.face.connector.category}
          icon={tileIcon({ connector: view.face.connector.id, operation: view.operation })}
          mark={view.face.connector.icon}
          muted={state === 'skipped'}
        />
        <div className="text">
          <div className="name" title={view.name} dir="auto">
            {view.name}
          </div>
          {!isFar && (view.folded === undefined ? <SecondLine view={view} /> : <FoldedLine view={view} />)}
        </div>
        {view.overlay?.timeText !== undefined && <span className="time">{view.overlay.timeText}</span>}
        <StepState view={view} />
        {!isFar && view.folded !== undefined && <FoldButton view={view} />}
      </div>
      {!isFar && <StepLine view={view} />}
      {!isFar && view.isSelected && <Deeds view={view} />}
      {view.outlets.length > 1 && <PatchStrip view={view} />}
      <Sockets view={view} isConnectable={!isReadOnly} />
      {!isReadOnly && !isFar && <LeafButtons view={view} />}
      {!isReadOnly && !isFar && <FailureLeaf view={view} />}
      {!isReadOnly && !isFar && view.isTrigger && view.isSelected && <AnotherStart view={view} />}
    </div>
  );
}, hasSameView);

/** A step of a large flow from far away: the colour of its kind and its name. Without icons and sockets, which nobody sees from there. */
function Plate({ view }: { view: StepView }) {
  const { name, face, operation, isSelected, problem, overlay } = view;
  const { id, category } = face.connector;
  const isOurs = tileIcon({ connector: id, operation }) === operation;
  return (
    <div
      className="step"
      data-state={stateName(view)}
      data-selected={isSelected || undefined}
      data-far
      data-map
      data-problem={(overlay === undefined && problem !== undefined) || undefined}
    >
      <span className="tile" data-cat={isOurs ? 'logic' : category} aria-hidden="true" />
      <span className="name" dir="auto">
        {name}
      </span>
    </div>
  );
}

/** What can be done about a picked step of a run, hanging below it. */
function Deeds({ view: { deeds } }: { view: StepView }) {
  if (deeds === undefined) return null;
  return (
    <div className="deeds nodrag nopan">
      {deeds.map(({ label, run }) => (
        <button
          key={label}
          type="button"
          onClick={(event) => {
            event.stopPropagation();
            run();
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Beside a picked trigger: whatever else may start the flow. */
function AnotherStart({ view: { id, box } }: { view: StepView }) {
  const style = { left: box.width + ASIDE, top: (CARD_HEIGHT - LEAF) / 2 };
  return (
    <LeafButton place={{ kind: 'start', beside: id }} label={t('Add another way to start this flow')} style={style} />
  );
}

function SecondLine({ view: { what, account, overlay, isOff, face } }: { view: StepView }) {
  if (isOff) return <div className="sub">{t('Switched off')}</div>;
  if (overlay?.status === 'skipped') {
    const why = overlay.why ?? t('Skipped');
    return (
      <div className="sub" title={why}>
        {why}
      </div>
    );
  }
  return (
    <div className="sub" title={account === undefined ? what : `${what} · ${account}`}>
      {what}
      {face.isOlder && overlay === undefined && <span className="newer">{t(' · a newer version')}</span>}
      {account !== undefined && (
        <span className="account">
          {' · '}
          {account}
        </span>
      )}
    </div>
  );
}

/** The printed labels of a step with several ways on; each socket is below its label. */
function PatchStrip({ view: { outlets, box } }: { view: StepView }) {
  const room = outlets.length > 3 ? box.width / (outlets.length + 1) - 6 : 104;
  return (
    <div className="patch-strip" aria-hidden="true">
      {outlets.map(({ name, label, x, socket }, at) => (
        <span
          key={name}
          className="tape"
          data-kind={socket === 'off' ? 'off' : undefined}
          style={{ left: x + aside(at, outlets.length), maxWidth: room }}
          title={label}
        >
          {label}
        </span>
      ))}
    </div>
  );
}

/** Labels stand a little outside their sockets, so that the cable's boot leaves them readable. */
function aside(at: number, count: number): number {
  return Math.sign(at - (count - 1) / 2) * 33;
}
