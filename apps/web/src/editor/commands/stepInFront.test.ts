import { StepId } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import { createEditor } from '../document/createEditor.ts';
import { createIds } from '../document/createIds.ts';
import { countingRandom, operation } from '../testing.ts';
import { type Asks, stepInFront } from './stepInFront.ts';

const send = StepId.parse('send');
const asks: Asks = {
  inputs: { example: { kind: 'literal', value: { total: 12 } } },
  fills: [{ path: ['body', 'total'], from: ['body', 'total'] }],
};

function opened() {
  const drawn = flow('send -> later');
  const { send: only } = drawn.steps;
  if (only === undefined) throw new Error('It was not drawn.');
  const document = { ...drawn, steps: { send: { ...only, position: { x: 40, y: 300 } } }, edges: {} };
  return createEditor({ flow: document, ids: createIds(countingRandom()), now: () => 0 });
}

describe('a step in front of another', () => {
  it('stands above it, is wired to it, and fills it with what it asks for', () => {
    const editor = opened();
    editor.execute(stepInFront({ step: operation('trigger', 'Start'), before: send, asks }));
    const { flow: after, selection } = editor.getState();
    const start = Object.values(after.steps).find(({ name }) => name === 'Start');
    expect(start).toMatchObject({ inputs: asks.inputs, position: { x: 40 } });
    expect(start?.position.y).toBeLessThan(300);
    expect(Object.values(after.edges)).toMatchObject([{ from: start?.id, outlet: 'done', to: send }]);
    expect(after.steps[send]?.inputs).toMatchObject({
      body: { kind: 'object', fields: { total: { kind: 'reference', step: start?.id, path: ['body', 'total'] } } },
    });
    expect([...selection.steps]).toEqual([send]);
  });

  it('is taken back by one undo', () => {
    const editor = opened();
    const before = editor.getState().flow;
    editor.execute(stepInFront({ step: operation('trigger', 'Start'), before: send, asks }));
    editor.undo();
    expect(editor.getState().flow).toEqual(before);
  });

  it('is selected where it has nothing to ask for', () => {
    const editor = opened();
    editor.execute(stepInFront({ step: operation('trigger', 'Start'), before: send, asks: undefined }));
    const { flow: after, selection } = editor.getState();
    expect(after.steps[[...selection.steps][0] ?? '']?.name).toBe('Start');
  });
});
