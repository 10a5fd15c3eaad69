import { createContext, useContext } from 'react';
import type { NoteId, StepId } from '@patchbay/flow';
import type { Place } from '../commands/placeStep.ts';

/** What cards and cables can ask for. The same object for the life of a canvas, so that it never makes them draw again. */
export type CanvasActions = {
  /** Opens quick-add for this place, beside the element that asked. */
  add(place: Place, anchor: Element): void;
  writeNote(id: NoteId, text: string): void;
  resizeNote(id: NoteId, size: { width: number; height: number }): void;
  /** Draws a frame as one card, or with its insides. */
  fold(fold: { frame: StepId; folded: boolean }): void;
};

const nobody: CanvasActions = {
  add: () => undefined,
  writeNote: () => undefined,
  resizeNote: () => undefined,
  fold: () => undefined,
};

export const CanvasContext = createContext<{ actions: CanvasActions; isReadOnly: boolean }>({
  actions: nobody,
  isReadOnly: true,
});

export function useCanvas() {
  return useContext(CanvasContext);
}

/**
 * From how far the canvas is seen. `far`: a card shows its tile, name and state only. `map`: far, with so many steps that
 * a card is a plate with a name, and all cables are one picture.
 */
export type Distance = 'near' | 'far' | 'map';

export const DistanceContext = createContext<Distance>('near');

/** The place quick-add is open for, as `placeKey` writes it. */
export const HereContext = createContext<string | undefined>(undefined);

/** The frame that what is being dragged would come to stand in. */
export const OverContext = createContext<string | undefined>(undefined);

/** One string for a place, to mark its + while quick-add is open. */
export function placeKey(place: Place): string {
  switch (place.kind) {
    case 'edge':
      return `edge/${place.edge}`;
    case 'after':
    case 'wire':
      return `after/${place.from}/${place.outlet}`;
    case 'inside':
      return `inside/${place.loop}/${place.before ?? ''}`;
    case 'start':
      return `start/${place.beside}`;
    case 'replace':
      return `replace/${place.step}`;
    case 'front':
      return `front/${place.step}`;
    case 'canvas':
      return 'canvas';
  }
}
