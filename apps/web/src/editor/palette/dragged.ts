import type { OperationHit } from './operationHit.ts';

let dragged: OperationHit | undefined;
const TYPE = 'application/x-patchbay-step';

/** Begins to carry an operation from the palette. The browser hides what is carried until the drop, so it is kept here. */
export function setDragged(hit: OperationHit, data: DataTransfer): void {
  dragged = hit;
  data.setData(TYPE, hit.operation);
  data.effectAllowed = 'copy';
}

/** What is being carried over the canvas; nothing when it is something of somebody else's, such as a file. */
export function draggedOver(data: DataTransfer): OperationHit | undefined {
  return data.types.includes(TYPE) ? dragged : undefined;
}
