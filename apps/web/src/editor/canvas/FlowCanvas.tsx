import { Background, ReactFlow, type ReactFlowProps, SelectionMode, useStore } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import type { NoteId, Position, StepId } from '@patchbay/flow';
import { type DragEvent, type ReactNode, useMemo } from 'react';
import type { Selection } from '../commands/command.ts';
import { Cable, type CableEdge } from './Cable.tsx';
import { type CanvasActions, CanvasContext, DistanceContext, HereContext, OverContext } from './canvasContext.ts';
import { CableInHand } from './CableInHand.tsx';
import { FarCables } from './FarCables.tsx';
import type { Wire } from './gestures.ts';
import { LoopFrame } from './LoopFrame.tsx';
import { NoteCard } from './NoteCard.tsx';
import { StepCard } from './StepCard.tsx';
import { type CanvasNode, cableEdge } from './toReactFlow.ts';
import type { CanvasView } from './toCanvas.ts';
import { useFarPicking } from './useFarPicking.ts';
import { useHands } from './useHands.ts';
import { usePinch } from './usePinch.ts';
import './canvas.css';
import './cables.css';
import './cards.css';

/** Below this zoom a card shows its tile, name and state only. */
const FAR = 0.4;
/** From so many steps on, what is far is drawn as a map: the browser's own work on each shape is what a move costs there. */
const MANY = 100;
const NO_EDGES: CableEdge[] = [];

/** Where a wire was let go: the card below it, the point in canvas pixels and on the screen. */
type WireDrop = { target: StepId | undefined; at: Position; screen: Position };

/** What happens on the canvas, in the words of the document. Must be the same object from one drawing to the next. */
export type CanvasEvents = {
  select(change: (before: Selection) => Selection): void;
  /** `pointer` is where the hand let go; absent where a key moved them. */
  move(moves: { steps: ReadonlyMap<StepId, Position>; notes: ReadonlyMap<NoteId, Position>; pointer?: Position }): void;
  /** Steps are being dragged, with the hand there. */
  dragging?(steps: readonly StepId[], pointer: Position): void;
  connect(wire: Wire): void;
  canConnect(wire: Wire): boolean;
  /** A wire was let go beside the sockets: over a card, or over nothing. */
  dropWire(wire: { from: StepId; outlet: string }, drop: WireDrop): void;
  dragOver?(event: DragEvent, at: Position): void;
  dragLeave?(event: DragEvent): void;
  drop?(event: DragEvent, at: Position): void;
};

export type FlowCanvasProps = {
  view: CanvasView;
  events: CanvasEvents;
  actions: CanvasActions;
  isReadOnly?: boolean;
  /** The place quick-add is open for. */
  here?: string;
  /** The frame that what is being dragged would come to stand in. */
  over?: StepId | undefined;
  children?: ReactNode;
};

/** What never changes between two drawings stays one object: new props here make React Flow work through every step again. */
const STEADY = {
  nodeTypes: { step: StepCard, loop: LoopFrame, note: NoteCard },
  edgeTypes: { cable: Cable },
  connectionLineComponent: CableInHand,
  onlyRenderVisibleElements: true,
  elevateNodesOnSelect: false,
  edgesFocusable: false,
  selectNodesOnDrag: false,
  nodeDragThreshold: 3,
  connectionRadius: 28,
  // Ours: Delete bridges the wire, and says so.
  deleteKeyCode: null,
  multiSelectionKeyCode: ['Meta', 'Control', 'Shift'],
  selectionMode: SelectionMode.Partial,
  panOnScroll: true,
  zoomOnDoubleClick: false,
  minZoom: 0.1,
  maxZoom: 1.5,
  proOptions: { hideAttribution: true },
} satisfies ReactFlowProps<CanvasNode, CableEdge>;

/** The drawing itself. Knows neither the editor nor the server: it shows a view and tells what hands do to it. */
export function FlowCanvas({ view, events, actions, isReadOnly = false, here, over, children }: FlowCanvasProps) {
  const isFar = useStore((state) => state.transform[2] < FAR);
  const isMap = isFar && view.steps.length >= MANY;
  const { isHolding, ...hands } = useHands(view, events);
  const picking = useFarPicking(view, events, isMap);
  usePinch();
  const edges = useMemo(() => view.edges.map(cableEdge), [view.edges]);
  const context = useMemo(() => ({ actions, isReadOnly }), [actions, isReadOnly]);
  return (
    <CanvasContext value={context}>
      <DistanceContext value={isMap ? 'map' : isFar ? 'far' : 'near'}>
        <HereContext value={here}>
          <OverContext value={over}>
            <ReactFlow<CanvasNode, CableEdge>
              {...STEADY}
              {...hands}
              {...picking}
              edges={isMap ? NO_EDGES : edges}
              className="flow-canvas"
              data-far={isFar || undefined}
              nodesDraggable={!isReadOnly}
              nodesConnectable={!isReadOnly}
            >
              <Background gap={22} size={1.6} color="var(--pb-canvas-dot)" />
              {isMap && <FarCables view={view} nodes={hands.nodes} />}
              {isMap && isHolding && <div className="far-hold" />}
              {children}
            </ReactFlow>
          </OverContext>
        </HereContext>
      </DistanceContext>
    </CanvasContext>
  );
}
