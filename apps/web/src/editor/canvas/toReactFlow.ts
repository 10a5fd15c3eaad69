import { ERROR } from '@patchbay/flow';
import { type NodeHandle, Position } from '@xyflow/react';
import { t } from '../../texts/t.ts';
import { LOOP_HEAD } from '../commands/card.ts';
import type { CableEdge } from './Cable.tsx';
import { INSIDE } from './edgeViews.ts';
import { ERROR_FROM_TOP, SOCKET } from './geometry.ts';
import type { LoopNode } from './LoopFrame.tsx';
import type { NoteNode } from './NoteCard.tsx';
import type { StepNode } from './StepCard.tsx';
import type { EdgeView, NoteView, StepView } from './toCanvas.ts';

export type CanvasNode = StepNode | LoopNode | NoteNode;

const HALF = SOCKET / 2;
/** The frame lets clicks through to the canvas; its head does not. */
const FRAME_STYLE = { pointerEvents: 'none' } as const;

const nodes = new WeakMap<StepView | NoteView, CanvasNode>();
const edges = new WeakMap<EdgeView, CableEdge>();

/** A step as React Flow wants it: sizes and sockets are told, so that nothing needs to be measured. One node per view. */
export function stepNode(view: StepView): CanvasNode {
  const known = nodes.get(view);
  if (known !== undefined) return known;
  const common = {
    id: view.id,
    position: view.position,
    parentId: view.parent,
    width: view.box.width,
    height: view.box.height,
    handles: handlesOf(view),
    selected: view.isSelected,
    zIndex: view.isSelected && view.kind === 'step' ? 5 : 0,
    ariaLabel: view.label,
    data: { view },
  };
  const node: CanvasNode =
    view.kind === 'loop'
      ? { ...common, type: 'loop', dragHandle: '.loop-head', style: FRAME_STYLE }
      : { ...common, type: 'step' };
  nodes.set(view, node);
  return node;
}

export function noteNode(view: NoteView): CanvasNode {
  const known = nodes.get(view);
  if (known !== undefined) return known;
  const { note, isSelected } = view;
  const { id, position, width, height } = note;
  const node: NoteNode = {
    id,
    type: 'note',
    position,
    width,
    height,
    selected: isSelected,
    ariaLabel: t('Note: {words}', { words: note.text }),
    zIndex: -1,
    data: { view },
  };
  nodes.set(view, node);
  return node;
}

export function cableEdge(view: EdgeView): CableEdge {
  const known = edges.get(view);
  if (known !== undefined) return known;
  const edge: CableEdge = {
    id: view.id,
    type: 'cable',
    source: view.from,
    sourceHandle: view.outlet,
    target: view.to,
    targetHandle: `in${view.inlet}`,
    selected: view.isSelected,
    selectable: !view.isInside,
    focusable: false,
    // React Flow's own role is an image, which may hold no button; the + is one.
    ariaRole: 'group',
    ariaLabel: t('Wire {label}', { label: view.label }),
    data: { view },
  };
  edges.set(view, edge);
  return edge;
}

function handlesOf({ box, inlets, outlets, isTrigger, kind }: StepView): NodeHandle[] {
  const into = inlets.map(({ name, x }) => socket(name, Position.Top, { x, y: 0 }));
  const out = outlets.map(({ name, x }) => socket(name, Position.Bottom, { x, y: box.height }));
  const error = socket(ERROR, Position.Right, { x: box.width, y: ERROR_FROM_TOP });
  const inside = socket(INSIDE, Position.Bottom, { x: box.width / 2, y: LOOP_HEAD - 6 });
  return [...into, ...out, ...(isTrigger ? [] : [error]), ...(kind === 'loop' ? [inside] : [])];
}

function socket(id: string, position: Position, middle: { x: number; y: number }): NodeHandle {
  const type = position === Position.Top ? 'target' : 'source';
  return { id, type, position, x: middle.x - HALF, y: middle.y - HALF, width: SOCKET, height: SOCKET };
}
