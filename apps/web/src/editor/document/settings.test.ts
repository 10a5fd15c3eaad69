import { diffFlows, type FlowDocument } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { renameStep } from '../commands/renameStep.ts';
import { setFlowSettings } from '../commands/setFlowSettings.ts';
import { countingRandom } from '../testing.ts';
import { createEditor } from './createEditor.ts';
import { createIds } from './createIds.ts';
import { mergeDocuments } from './mergeDocuments.ts';

const base = flow('order -> ask');
const set = (document: FlowDocument, settings: FlowDocument['settings']) => ({ ...document, settings });
const open = () => createEditor({ flow: base, ids: createIds(countingRandom()), now: () => 0 });

it('sets and takes away one setting beside the other, each an undo', () => {
  const editor = open();
  editor.execute(setFlowSettings({ timeLimitMs: 60_000 }));
  editor.execute(setFlowSettings({ onFailure: 'f1' }));
  expect(editor.getState().flow.settings).toEqual({ timeLimitMs: 60_000, onFailure: 'f1' });
  editor.execute(setFlowSettings({ timeLimitMs: undefined }));
  expect(editor.getState().flow.settings).toEqual({ onFailure: 'f1' });
  expect(editor.undo()?.label).toBe('change the settings of the flow');
  editor.undo();
  editor.undo();
  expect(editor.getState().flow).toEqual(base);
  expect(editor.execute(setFlowSettings({ timeLimitMs: undefined }))).toBe(false);
});

it('does not undo a setting that somebody else has changed since', () => {
  const editor = open();
  editor.execute(setFlowSettings({ timeLimitMs: 60_000 }));
  editor.replace(set(editor.getState().flow, { timeLimitMs: 90_000 }));
  expect(editor.undo()?.partly).toBe(true);
  expect(editor.getState().flow.settings).toEqual({ timeLimitMs: 90_000 });
});

it('merges settings with steps, and asks where both sides set the same one', () => {
  const editor = open();
  const [step] = Object.values(base.steps);
  if (step !== undefined) editor.execute(renameStep({ step: step.id, name: 'Orders' }));
  const named = editor.getState().flow;
  const mine = set(named, { timeLimitMs: 60_000 });
  const theirs = set(base, { timeLimitMs: 90_000, onFailure: 'f1' });
  expect(mergeDocuments({ base, mine: named, theirs })).toEqual({ ok: true, document: set(named, theirs.settings) });
  expect(mergeDocuments({ base, mine, theirs })).toMatchObject({
    ok: false,
    conflicts: [{ record: 'settings', field: ['timeLimitMs'], mine: 60_000, theirs: 90_000 }],
  });
  const chosen = (prefer: 'mine' | 'theirs') => mergeDocuments({ base, mine, theirs, prefer });
  expect(chosen('mine')).toEqual({ ok: true, document: mine });
  expect(chosen('theirs')).toEqual({ ok: true, document: set(named, theirs.settings) });
  expect(diffFlows(base, base)).not.toHaveProperty('settings');
});
