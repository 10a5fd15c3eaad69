import { type FlowDocument, StepId } from '@patchbay/flow';
import * as fc from 'fast-check';
import { boxesOf } from '../canvas/geometry.ts';
import { faceOf, operation } from '../testing.ts';
import { cardHeight } from './card.ts';
import type { Command, EditorState } from './command.ts';
import { connect } from './connect.ts';
import { disconnect } from './disconnect.ts';
import { dissolveFrame } from './dissolveFrame.ts';
import { duplicateSteps } from './duplicateSteps.ts';
import { moveInto } from './moveInto.ts';
import { putInto, takeOut } from './moveScope.ts';
import { moveSteps } from './moveSteps.ts';
import { addNote } from './notes.ts';
import { type Measure, placeStep } from './placeStep.ts';
import { removeSteps } from './removeSteps.ts';
import { renameStep } from './renameStep.ts';
import { type Arranging, reorder } from './reorder.ts';
import { replaceStep } from './replaceStep.ts';
import { setConnection } from './setConnection.ts';
import { setFlowSettings } from './setFlowSettings.ts';
import { setInput } from './setInput.ts';

/** A thing a person does, before it is known which steps there are: numbers pick from what is there. */
export type Doing = { what: (typeof DOINGS)[number]; a: number; b: number; text: string };

const DOINGS = [
  'add',
  'insert',
  'connect',
  'disconnect',
  'remove',
  'move',
  'rename',
  'input',
  'connection',
  'duplicate',
  'note',
  'replace',
  'settings',
  'moveInto',
  'dissolve',
  'reorder',
  'putInto',
  'takeOut',
] as const;

export const doing: fc.Arbitrary<Doing> = fc.record({
  what: fc.constantFrom(...DOINGS),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
  text: fc.string({ maxLength: 8 }),
});

/** Cards as the test catalog draws them. */
export const measure: Measure = (step) => {
  const { outlets } = faceOf(step);
  return { width: 300, height: cardHeight(outlets), outlets: outlets.map(({ name }) => name) };
};

const arranging: Arranging = {
  waysOn: (step) => faceOf(step).outlets.map(({ name }) => name),
  isTrigger: () => false,
  heights: (flow) => boxesOf(flow, faceOf),
};

const KINDS = ['call', 'pure', 'branch', 'forEach', 'respond'] as const;

/** The command that this comes to with the steps there are now. */
export function commandFor({ what, a, b, text }: Doing, { flow }: EditorState): Command {
  const one = pick(Object.values(flow.steps), a)?.id ?? StepId.parse('nobody');
  const other = pick(Object.values(flow.steps), b)?.id ?? one;
  const edge = pick(Object.values(flow.edges), a)?.id;
  const step = operation(KINDS[b % KINDS.length] ?? 'call', text || 'Step');
  switch (what) {
    case 'insert':
      if (edge !== undefined) return placeStep({ step, measure, place: { kind: 'edge', edge } });
      break;
    case 'connect':
      return connect({ from: one, outlet: outletOf(flow, one, b), to: other });
    case 'disconnect':
      return disconnect(edge === undefined ? [] : [edge]);
    case 'remove':
      return removeSteps(b % 3 === 0 ? [one, other] : [one]);
    case 'move':
      return moveSteps({ steps: new Map([[one, { x: a, y: b }]]) });
    case 'rename':
      return renameStep({ step: one, name: text });
    case 'input':
      return setInput({
        step: one,
        path: ['body', `f${b % 3}`],
        mapping: a % 2 === 0 ? { kind: 'literal', value: text } : undefined,
      });
    case 'connection':
      return setConnection({ step: one, connection: text || undefined });
    case 'duplicate':
      return duplicateSteps;
    case 'note':
      return addNote({ x: a, y: b });
    case 'replace':
      return replaceStep({ step: one, by: step });
    case 'moveInto':
      return moveInto({ steps: new Map([[one, { x: a, y: b }]]), parent: b % 2 === 0 ? frameIn(flow, b) : undefined });
    case 'dissolve':
      return dissolveFrame({
        frame: frameIn(flow, a) ?? one,
        waysOn: (inner) => faceOf(inner).outlets.map(({ name }) => name),
      });
    case 'reorder':
      return reorder({ step: one, way: b % 2 === 0 ? 'up' : 'down' }, arranging);
    case 'putInto':
      return putInto({ step: one, frame: frameIn(flow, b) ?? other }, arranging);
    case 'takeOut':
      return takeOut(one, arranging);
    case 'settings':
      return setFlowSettings(a % 2 === 0 ? { timeLimitMs: limitOf(b) } : { onFailure: text || undefined });
    case 'add':
      break;
  }
  return placeStep({ step, measure, place: { kind: 'after', from: one, outlet: outletOf(flow, one, b) } });
}

function outletOf(flow: FlowDocument, id: string, at: number): string {
  const step = flow.steps[id];
  return pick(step === undefined ? [] : [...faceOf(step).outlets.map(({ name }) => name), 'error'], at) ?? 'done';
}

function frameIn({ steps }: FlowDocument, at: number): StepId | undefined {
  return pick(
    Object.values(steps).filter(({ uses }) => uses.operation === 'forEach'),
    at,
  )?.id;
}

function limitOf(at: number): number | undefined {
  return at % 3 === 0 ? undefined : 60_000 * (at % 3);
}

function pick<Item>(items: readonly Item[], at: number): Item | undefined {
  return items[at % Math.max(1, items.length)];
}
