import type { Operation } from '@patchbay/connector';
import type { OperationRef, Outlet } from '@patchbay/flow';

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
export const ROW_GAP = 48;
export const COLUMN_GAP = 36;

/** How high a card is: more than one outlet adds the patch strip. A line of a run or of a warning comes on top. */
export function cardHeight(outlets: readonly Outlet[]): number {
  return CARD_HEIGHT + (outlets.length > 1 ? PATCH_STRIP_HEIGHT : 0);
}

/** An operation about to become a step: what the palette hands to a command. */
export type NewStep = {
  uses: OperationRef;
  name: string;
  kind: Operation['kind'];
  outlets: readonly Outlet[];
};
