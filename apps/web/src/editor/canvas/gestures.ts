import type { NoteId, StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { NewStep } from '../commands/card.ts';
import type { Command } from '../commands/command.ts';
import { connect, whyNot } from '../commands/connect.ts';
import { duplicateSteps } from '../commands/duplicateSteps.ts';
import { type Fold, foldFrames } from '../commands/foldFrames.ts';
import { cutWires, type MoveInto, moveInto } from '../commands/moveInto.ts';
import { type Moves, moveSteps } from '../commands/moveSteps.ts';
import { changeNote } from '../commands/notes.ts';
import { type Measure, type Place, placeStep } from '../commands/placeStep.ts';
import type { Arranging } from '../commands/reorder.ts';
import { removeSelection } from '../commands/removeSelection.ts';
import { type Heights, roomy } from '../commands/roomy.ts';
import type { Editor } from '../document/createEditor.ts';

export type Wire = { from: StepId; outlet: string; to: StepId };

/** What a gesture needs to know of steps beyond the document. */
export type Drawing = Pick<Arranging, 'waysOn'> & {
  measure: Measure;
  isTrigger(step: StepId): boolean;
  heights: Heights;
};

/** What a person's hands can do on the canvas, each ending in a command. The canvas calls these, and so do the tests. */
export type Gestures = {
  /** Undefined when the wire was made; else why not, as a sentence. */
  connect(wire: Wire): string | undefined;
  whyNot(wire: Wire): string | undefined;
  move(moves: Moves): void;
  /** Puts steps into a frame or takes them out; the wires that were taken out are counted. */
  moveInto(move: MoveInto): number;
  /** One arrow key; a row of them is one undo. */
  nudge(moves: Moves): void;
  /** The step that was added or replaced, or nothing when it cannot stand there. */
  add(step: NewStep, place: Place): StepId | undefined;
  /** What stands below a frame that is unfolded makes room for it. */
  fold(fold: Fold): boolean;
  /** Any other change of where steps stand; frames get the room they need. */
  arrange(command: Command): boolean;
  arranging: Arranging;
  remove(): boolean;
  duplicate(): boolean;
  writeNote(id: NoteId, text: string): void;
  resizeNote(id: NoteId, size: { width: number; height: number }): void;
};

export function createGestures(editor: Editor, drawing: Drawing): Gestures {
  const whyNotHere = (wire: Wire) =>
    drawing.isTrigger(wire.to)
      ? t('This step starts the flow. Nothing can come before it.')
      : whyNot(editor.getState().flow, wire);
  return {
    whyNot: whyNotHere,
    connect(wire) {
      const reason = whyNotHere(wire);
      if (reason === undefined) editor.execute(connect(wire));
      return reason;
    },
    move: (moves) => void editor.execute(moveSteps(moves)),
    moveInto(move) {
      const cut = cutWires(editor.getState().flow, move);
      return editor.execute(roomy(moveInto(move), drawing.heights)) ? cut : 0;
    },
    nudge: (moves) => void editor.execute({ ...moveSteps(moves), mergeKey: 'nudge' }),
    add(step, place) {
      const added = editor.execute(roomy(placeStep({ step, place, measure: drawing.measure }), drawing.heights));
      return added ? [...editor.getState().selection.steps][0] : undefined;
    },
    fold: (fold) => editor.execute(roomy(foldFrames(fold, drawing.heights), drawing.heights)),
    arrange: (command) => editor.execute(roomy(command, drawing.heights)),
    arranging: drawing,
    remove: () => editor.execute(removeSelection(editor.getState())),
    duplicate: () => editor.execute(duplicateSteps),
    writeNote: (id, text) => void editor.execute(changeNote(id, { text })),
    resizeNote: (id, size) => void editor.execute(changeNote(id, size)),
  };
}
