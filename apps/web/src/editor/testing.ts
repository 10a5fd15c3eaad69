import { type Edge, type FlowDocument, NoteId, type Position, StepId } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import { assert } from 'vitest';
import { createGestures, type Gestures } from './canvas/gestures.ts';
import { canvasKeys } from './canvas/canvasKeys.ts';
import { folding } from './canvas/folding.ts';
import { boxesOf } from './canvas/geometry.ts';
import type { Box } from './canvas/loopSize.ts';
import { type NewStep, cardHeight } from './commands/card.ts';
import { selectSteps } from './commands/command.ts';
import { putInto, takeOut } from './commands/moveScope.ts';
import { reorder } from './commands/reorder.ts';
import { createEditor, type Editor } from './document/createEditor.ts';
import { createIds } from './document/createIds.ts';
import type { StepFace } from './document/createCatalog.ts';

const DONE = [{ name: 'done', label: 'done' }];
const YES_NO = [
  { name: 'yes', label: 'yes' },
  { name: 'no', label: 'no' },
];

/** An operation as the palette hands it over. */
export function operation(kind: NewStep['kind'], name: string = kind): NewStep {
  return {
    uses: { connector: 'test', version: '1', operation: kind },
    name,
    kind,
    outlets: kind === 'branch' ? YES_NO : DONE,
  };
}

/** Every draw from it is another number, and the same in every test. */
export function countingRandom(): () => number {
  let seed = 1;
  return () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
}

/** An open flow with a person's hands on it, and no browser. Steps are named as they are drawn: `flow('a -> b')`. */
export class TestEditor {
  readonly editor: Editor;
  readonly gestures: Gestures;
  readonly said: string[] = [];
  /** The step that has the keyboard. */
  focused: StepId | undefined;
  /** Places for which quick-add was opened by a key. */
  readonly asked: (string | undefined)[] = [];
  readonly #keys: ReturnType<typeof canvasKeys>;

  constructor(...drawing: string[]) {
    this.editor = createEditor({ flow: spread(flow(...drawing)), ids: createIds(countingRandom()), now: () => 0 });
    const measure = (step: FlowDocument['steps'][string]) => {
      const { outlets } = faceOf(step);
      return { width: 300, height: cardHeight(outlets), outlets: outlets.map(({ name }) => name) };
    };
    const isTrigger = (id: StepId) => this.editor.getState().flow.steps[id]?.uses.operation === 'trigger';
    const waysOn = (step: FlowDocument['steps'][string]) => faceOf(step).outlets.map(({ name }) => name);
    const heights = (document: FlowDocument) => boxesOf(document, faceOf);
    this.gestures = createGestures(this.editor, { measure, isTrigger, heights, waysOn });
    this.#keys = canvasKeys(this.editor, {
      remove: () => void this.gestures.remove(),
      duplicate: () => void this.gestures.duplicate(),
      addAfter: (step) => void this.asked.push(step),
      addOnFailure: (step) => void this.asked.push(`if ${step} fails`),
      connectFrom: (step) => this.#focus(step),
      fold: (step) => folding({ editor: this.editor, gestures: this.gestures }).toggle(step),
      focus: (step) => this.#focus(step),
      announce: (sentence) => void this.said.push(sentence),
    });
  }

  #focus(step: StepId) {
    this.focused = step;
  }

  get flow(): FlowDocument {
    return this.editor.getState().flow;
  }

  /** Drags a step by its card. */
  drag(step: string) {
    return { to: (x: number, y: number) => this.gestures.move({ steps: new Map([[StepId.parse(step), { x, y }]]) }) };
  }

  /** Drags steps into a frame, or to the top where there is none; the corner counts from the frame's own. */
  dragInto(frame: string | undefined, places: Record<string, Position>): number {
    const steps = new Map(Object.entries(places).map(([id, at]) => [StepId.parse(id), at]));
    return this.gestures.moveInto({ steps, parent: frame === undefined ? undefined : StepId.parse(frame) });
  }

  dragNote(note: string) {
    const id = NoteId.parse(note);
    return { to: (x: number, y: number) => this.gestures.move({ steps: new Map(), notes: new Map([[id, { x, y }]]) }) };
  }

  /** Pulls a cable out of a socket. Answers why it cannot be plugged in, or nothing. */
  connect(from: string, outlet = 'done') {
    const wire = { from: StepId.parse(from), outlet };
    return {
      to: (to: string) => this.gestures.connect({ ...wire, to: StepId.parse(to) }),
      toNothing: (at: Position, step: NewStep) => this.gestures.add(step, { kind: 'wire', ...wire, position: at }),
    };
  }

  pick(...steps: string[]) {
    this.editor.select(selectSteps(...steps.map((step) => StepId.parse(step))));
  }

  /** Presses a key with the keyboard on the one picked step, as `mod+d` or `alt+ArrowDown`. */
  press(keys: string): boolean {
    const [key = '', ...mods] = keys.split('+').toReversed();
    const { steps } = this.editor.getState().selection;
    const at = steps.size === 1 ? [...steps][0] : this.focused;
    return this.#keys({ key, ctrlKey: mods.includes('mod'), metaKey: false, altKey: mods.includes('alt') }, at);
  }

  /** Lets a step change places with the one above or below it in its row. */
  reorder(step: string, way: 'up' | 'down'): boolean {
    return this.gestures.arrange(reorder({ step: StepId.parse(step), way }, this.gestures.arranging));
  }

  putInto(frame: string, step: string): boolean {
    const into = { step: StepId.parse(step), frame: StepId.parse(frame) };
    return this.gestures.arrange(putInto(into, this.gestures.arranging));
  }

  takeOut(step: string): boolean {
    return this.gestures.arrange(takeOut(StepId.parse(step), this.gestures.arranging));
  }

  /** The wires as they would be drawn, in alphabetical order. */
  wires(): string[] {
    return Object.values(this.flow.edges).map(drawn).toSorted();
  }

  box(step: string): Box {
    const box = boxesOf(this.flow, faceOf).get(StepId.parse(step));
    if (box === undefined) throw new Error(`There is no step ${step}.`);
    return box;
  }

  expectSelected(...steps: string[]) {
    assert.deepEqual([...this.editor.getState().selection.steps].toSorted(), steps.toSorted());
  }

  expectWires(...wires: string[]) {
    assert.deepEqual(this.wires(), wires.toSorted());
  }
}

/** What a step of a drawing looks like: its operation is named as its kind. */
export function faceOf({ uses }: Pick<FlowDocument['steps'][string], 'uses'>): StepFace {
  // The test catalog names its operations by their kind.
  const kind = uses.operation as StepFace['kind'];
  return {
    connector: { id: 'test', name: 'Test', category: 'logic' },
    title: uses.operation,
    kind,
    outlets: kind === 'branch' ? YES_NO : DONE,
    known: true,
  };
}

function drawn({ from, outlet, to }: Edge): string {
  return outlet === 'done' ? `${from} -> ${to}` : `${from} -${outlet}-> ${to}`;
}

/** One below the other, so that gestures have something to measure. */
function spread(document: FlowDocument): FlowDocument {
  const steps = Object.values(document.steps).map((step, at) => {
    const position = { x: 0, y: step.parent === undefined ? at * 120 : 84 + at * 120 };
    return [step.id, Object.assign({}, step, { position })] as const;
  });
  return { ...document, steps: Object.fromEntries(steps) };
}
