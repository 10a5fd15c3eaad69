import type { Operation } from '@patchbay/connector';
import type { OperationRef, Outlet, Step } from '@patchbay/flow';

/** Sizes of a step's card and the space around it, in canvas pixels. The canvas draws with them, layout and commands reckon with them. */
export const CARD_WIDTH = 300;
export const CARD_HEIGHT = 60;
export const LINE_HEIGHT = 29;
const PATCH_STRIP_HEIGHT = 27;
export const LOOP_HEAD = 44;
export const LOOP_PADDING = 36;
/** The corner of the first step inside a loop, from the loop's corner. */
export const FIRST_IN_LOOP = { x: LOOP_PADDING, y: LOOP_HEAD + 40 };
/** A loop without steps inside. */
export const EMPTY_LOOP = { width: 372, height: 164 };
const MOST_ON_CARD = 3;
/** From one way on to the next, on a card with many. */
const OUTLET_GAP = 92;
export const ROW_GAP = 60;
export const COLUMN_GAP = 36;

/** How high a card is: more than one outlet adds the patch strip. A line of a run or of a warning comes on top. */
export function cardHeight(outlets: readonly Outlet[]): number {
  return CARD_HEIGHT + (outlets.length > 1 ? PATCH_STRIP_HEIGHT : 0);
}

/** A card grows with its ways on, so that each has room for its label. */
export function cardWidth(outlets: readonly Outlet[]): number {
  return Math.max(CARD_WIDTH, outlets.length <= MOST_ON_CARD ? 0 : (outlets.length + 1) * OUTLET_GAP);
}

/** An operation about to become a step: what the palette hands to a command. */
export type NewStep = {
  uses: OperationRef;
  name: string;
  kind: Operation['kind'];
  outlets: readonly Outlet[];
  /** What it is filled with from the start. */
  inputs?: Step['inputs'];
  /** The account it works with from the start. */
  connection?: string;
};
