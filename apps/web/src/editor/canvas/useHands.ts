import { EdgeId, NoteId, type Position, StepId } from '@patchbay/flow';
import {
  type Connection,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
  type OnNodeDrag,
  type SelectionDragHandler,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, useCallback } from 'react';
import type { Selection } from '../commands/command.ts';
import type { CableEdge } from './Cable.tsx';
import type { CanvasEvents } from './FlowCanvas.tsx';
import type { Wire } from './gestures.ts';
import { withChanges } from './selectionChanges.ts';
import type { CanvasNode } from './toReactFlow.ts';
import type { CanvasView } from './toCanvas.ts';
import { useNodes } from './useNodes.ts';

/** React Flow's callbacks in the words of the document: what is dragged, picked, wired and dropped. `isHolding`: a hand has moved something. */
export function useHands(view: CanvasView, events: CanvasEvents) {
  return { ...useMoving(view, events), ...useWiring(events), ...useDropping(events) };
}

function useMoving(view: CanvasView, events: CanvasEvents) {
  const flow = useReactFlow<CanvasNode, CableEdge>();
  // Asked of React Flow, not of the view: what is made anew with every view has it work through every step again.
  const isNote = useCallback((id: string) => flow.getNode(id)?.type === 'note', [flow]);
  const moved = useCallback(
    (positions: ReadonlyMap<string, Position>, pointer?: Position) => {
      const entries = [...positions];
      events.move({
        steps: new Map(entries.filter(([id]) => !isNote(id)).map(([id, to]) => [StepId.parse(id), to])),
        notes: new Map(entries.filter(([id]) => isNote(id)).map(([id, to]) => [NoteId.parse(id), to])),
        ...(pointer !== undefined && { pointer }),
      });
    },
    [events, isNote],
  );
  const { nodes, isHolding, onMoves, onDragStart, letGo } = useNodes(view, moved);
  const onDragStop = useCallback<OnDrag>(
    (event, dragged) => {
      const at = flow.screenToFlowPosition(pointOf(event));
      moved(new Map(dragged.map(({ id, position }) => [id, position])), at);
      letGo();
    },
    [flow, moved, letGo],
  );
  const onDrag = useCallback<OnDrag>(
    (event, dragged) => {
      const steps = dragged.filter(({ id }) => !isNote(id)).map(({ id }) => StepId.parse(id));
      events.dragging?.(steps, flow.screenToFlowPosition(pointOf(event)));
    },
    [flow, events, isNote],
  );
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      onMoves(changes);
      events.select((before) => withChanges(before, changes, isNote));
      if (changes.some((change) => change.type === 'dimensions' && change.resizing === false)) letGo();
    },
    [onMoves, letGo, events, isNote],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<CableEdge>[]) => events.select((before) => withEdgeChanges(before, changes)),
    [events],
  );
  return { nodes, isHolding, onNodesChange, onEdgesChange, ...useDragHandlers({ onDragStart, onDrag, onDragStop }) };
}

type OnDrag = (event: MouseEvent | TouchEvent, dragged: readonly CanvasNode[]) => void;
type Dragging = { onDragStart(): void; onDrag: OnDrag; onDragStop: OnDrag };

/** One card or a whole selection: to us it is the same. */
function useDragHandlers({ onDragStart, onDrag, onDragStop }: Dragging) {
  const onNodeDrag = useCallback<OnNodeDrag<CanvasNode>>((event, _node, dragged) => onDrag(event, dragged), [onDrag]);
  const onNodeDragStop = useCallback<OnNodeDrag<CanvasNode>>(
    (event, _node, dragged) => onDragStop(event, dragged),
    [onDragStop],
  );
  const onSelectionDrag = useCallback<SelectionDragHandler<CanvasNode>>(
    (event, dragged) => onDrag(event.nativeEvent, dragged),
    [onDrag],
  );
  const onSelectionDragStop = useCallback<SelectionDragHandler<CanvasNode>>(
    (event, dragged) => onDragStop(event.nativeEvent, dragged),
    [onDragStop],
  );
  return {
    onNodeDragStart: onDragStart,
    onNodeDrag,
    onNodeDragStop,
    onSelectionDragStart: onDragStart,
    onSelectionDrag,
    onSelectionDragStop,
  };
}

function useWiring(events: CanvasEvents) {
  const flow = useReactFlow<CanvasNode, CableEdge>();
  const onConnect = useCallback(
    (connection: Connection) => {
      const wire = wireOf(connection);
      if (wire !== undefined) events.connect(wire);
    },
    [events],
  );
  const isValidConnection = useCallback(
    (connection: Connection | CableEdge) => {
      const wire = wireOf(connection);
      return wire !== undefined && events.canConnect(wire);
    },
    [events],
  );
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { isValid, fromHandle, fromNode }: FinalConnectionState) => {
      if (isValid === true || fromHandle?.type !== 'source' || fromNode === null) return;
      const target = stepUnder(event);
      if (target === fromNode.id) return;
      const at = flow.screenToFlowPosition(pointOf(event));
      events.dropWire(
        { from: StepId.parse(fromNode.id), outlet: fromHandle.id ?? 'done' },
        { target, at, screen: pointOf(event) },
      );
    },
    [events, flow],
  );
  return { onConnect, isValidConnection, onConnectEnd };
}

function useDropping(events: CanvasEvents) {
  const flow = useReactFlow<CanvasNode, CableEdge>();
  const at = useCallback(
    (event: DragEvent) => flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }),
    [flow],
  );
  const onDragOver = useCallback((event: DragEvent) => events.dragOver?.(event, at(event)), [events, at]);
  const onDrop = useCallback((event: DragEvent) => events.drop?.(event, at(event)), [events, at]);
  return { onDragOver, onDrop, onDragLeave: events.dragLeave };
}

function withEdgeChanges(before: Selection, changes: readonly EdgeChange<CableEdge>[]): Selection {
  const selects = changes.filter((change) => change.type === 'select');
  if (selects.length === 0) return before;
  const edges = new Set(before.edges);
  for (const { id, selected } of selects) {
    if (selected) edges.add(EdgeId.parse(id));
    else edges.delete(EdgeId.parse(id));
  }
  return { ...before, edges };
}

function wireOf({
  source,
  sourceHandle,
  target,
}: {
  source: string;
  sourceHandle?: string | null;
  target: string;
}): Wire | undefined {
  if (source === '' || target === '') return undefined;
  return { from: StepId.parse(source), outlet: sourceHandle ?? 'done', to: StepId.parse(target) };
}

function pointOf(event: MouseEvent | TouchEvent): Position {
  const { clientX, clientY } =
    'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
  return { x: clientX, y: clientY };
}

/** The step whose card is under the pointer: a card is a larger target than its socket. */
function stepUnder(event: MouseEvent | TouchEvent): StepId | undefined {
  const { x, y } = pointOf(event);
  const node = document.elementFromPoint(x, y)?.closest('.react-flow__node-step, .react-flow__node-loop');
  const id = StepId.safeParse(node?.getAttribute('data-id'));
  return id.success ? id.data : undefined;
}
