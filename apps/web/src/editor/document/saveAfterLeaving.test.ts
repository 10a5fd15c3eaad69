import { applyDiff, StepId } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import { beforeEach, expect, it } from 'vitest';
import { renameStep } from '../commands/renameStep.ts';
import { countingRandom } from '../testing.ts';
import { createEditor, type Editor } from './createEditor.ts';
import { createIds } from './createIds.ts';
import { type Draft, DraftSaver, type SaveAnswer } from './DraftSaver.ts';
import { saveAfterLeaving } from './saveAfterLeaving.ts';

const start = flow('order -> ask', 'ask -> ship');
const ship = StepId.parse('ship');

let server: { draft: Draft; answer: 'saves' | 'is gone' | SaveAnswer };
let editor: Editor;
let saver: DraftSaver;
let rings: (() => void)[];
let told: string[];
let isGuarded: boolean;

beforeEach(() => {
  server = { draft: { document: start, revision: 0 }, answer: 'saves' };
  [rings, told, isGuarded] = [[], [], false];
  editor = createEditor({ flow: start, ids: createIds(countingRandom()), now: () => 0 });
  saver = new DraftSaver(editor, server.draft, {
    async save({ revision, diff }) {
      if (server.answer === 'is gone') throw new Error('The server cannot be reached.');
      if (server.answer !== 'saves') return server.answer;
      server.draft = { document: applyDiff(server.draft.document, diff), revision: revision + 1 };
      return { kind: 'saved', revision: revision + 1 };
    },
    load: async () => server.draft,
    after(_ms, callback) {
      rings.push(callback);
      return () => rings.splice(rings.indexOf(callback), 1);
    },
    now: () => 0,
  });
  saver.start();
});

function leave() {
  isGuarded = true;
  saveAfterLeaving(saver, {
    tell: (sentence) => told.push(sentence),
    guard: () => () => {
      isGuarded = false;
    },
  });
}

async function wait() {
  for (const ring of rings.splice(0)) ring();
  await new Promise((resolve) => setImmediate(resolve));
}

const keptName = () => server.draft.document.steps[ship]?.name;

it('ends at once where nothing waits', () => {
  leave();
  expect(isGuarded).toBe(false);
  expect(told).toEqual([]);
});

it('sends the last change, and says nothing', async () => {
  editor.execute(renameStep({ step: ship, name: 'Ship it' }));
  leave();
  await wait();
  expect(keptName()).toBe('Ship it');
  expect(isGuarded).toBe(false);
  expect(told).toEqual([]);
});

it('keeps what waits while the server is gone, says so once, and sends it when it is back', async () => {
  editor.execute(renameStep({ step: ship, name: 'Ship it' }));
  server.answer = 'is gone';
  leave();
  await wait();
  await wait();
  expect(told).toEqual([expect.stringContaining('saved when you are back')]);
  expect(isGuarded).toBe(true);
  server.answer = 'saves';
  await wait();
  expect(keptName()).toBe('Ship it');
  expect(isGuarded).toBe(false);
});

it('says that it was not saved where the server refuses it', async () => {
  editor.execute(renameStep({ step: ship, name: 'Ship it' }));
  server.answer = { kind: 'refused', message: 'You may not change this flow.' };
  leave();
  await wait();
  expect(told).toEqual([expect.stringContaining('You may not change this flow.')]);
  expect(isGuarded).toBe(false);
});

it('leaves to somebody else what both changed, and says so', async () => {
  editor.execute(renameStep({ step: ship, name: 'Mine' }));
  const theirs = renameStep({ step: ship, name: 'Theirs' }).run(editor.getState(), createIds(countingRandom()));
  server.answer = { kind: 'conflict', draft: { document: theirs.flow, revision: 3 } };
  leave();
  await wait();
  expect(told).toEqual([expect.stringContaining('Theirs was kept')]);
  expect(isGuarded).toBe(false);
  expect(rings).toEqual([]);
});
