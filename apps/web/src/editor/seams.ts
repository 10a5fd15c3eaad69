import type { StepId } from '@patchbay/flow';
import type { ReactNode } from 'react';
import type { RunOverlay } from './canvas/overlay.ts';
import type { KeptPlace } from './keptPlace.ts';

/**
 * The panel of one step, exported as `Inspector` from `inspector/Inspector.tsx`. It fills the right column, 400 wide,
 * and is mounted anew for every step. `field` asks it to show and focus that input; a new `nonce` asks again.
 */
export type InspectorProps = {
  stepId: StepId;
  focus?: { field: readonly string[]; nonce: number };
  onClose(): void;
};

/** Trying the flow, exported as `useTry` from `runOverlay/useTry.tsx`. The page owns the button and the places. */
export type TryControls = {
  /** While true, `panel` stands in the right column in place of the inspector. */
  isOpen: boolean;
  /** Tries the flow on sample data up to a step; absent for those who only look. */
  test: ((step: StepId) => void) | undefined;
  open(): void;
  close(): void;
  panel: ReactNode;
  /** The strip below the canvas, 84 high: the last try. Nothing before the first one. */
  strip: ReactNode;
  /** A line over the canvas, such as "Tried on sample data. Nothing was sent.", with its own way to hide it. */
  banner: ReactNode;
  overlay: RunOverlay | undefined;
  /** What of it is to be there again when somebody comes back. */
  kept(): Pick<KeptPlace, 'run' | 'isTrying'>;
};
