import { NoteId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { besideSteps } from './besideSteps.ts';

const card = (x: number, y: number) => ({ box: { x, y, width: 300, height: 60 } });
const note = (x: number, y: number) => ({
  note: { id: NoteId.parse('n'), text: '', position: { x, y }, width: 220, height: 120 },
});

it('puts a note at the left of all steps, as high as the first', () => {
  expect(besideSteps({ steps: [card(100, 400), card(-20, 520)], notes: [] })).toEqual({ x: -280, y: 400 });
});

it('puts the next one below it, and is not led by a note between the steps', () => {
  const steps = [card(100, 0), card(600, 0)];
  expect(besideSteps({ steps, notes: [note(-160, 0), note(450, 900)] })).toEqual({ x: -160, y: 160 });
});

it('begins where the first step would, where there is none', () => {
  expect(besideSteps({ steps: [], notes: [note(10, 10)] })).toEqual({ x: 0, y: 0 });
});
