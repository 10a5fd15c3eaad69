import { emptyDocument, FlowDocument, StepId } from '@patchbay/flow';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipOf } from '../commands/clip.ts';
import { selectSteps } from '../commands/command.ts';
import { pastePlace, pasteSteps } from '../commands/pasteSteps.ts';
import { readPasted } from './readPasted.ts';

const id = StepId.parse('ask');
const flow = FlowDocument.parse({
  ...emptyDocument,
  steps: {
    ask: {
      id,
      name: 'Спросить клиента 🙋',
      uses: { connector: 'core', version: '1', operation: 'http' },
      connection: '0197a9c0-0000-7000-8000-000000000000',
      inputs: {},
      position: { x: 0, y: 0 },
    },
  },
});

const ids = { step: () => StepId.parse('copy'), edge: () => fail(), note: () => fail() };
function fail(): never {
  throw new Error('Nothing of this kind was pasted.');
}

describe('what is pasted onto the canvas', () => {
  it('is copied steps', () => {
    const clip = clipOf({ flow, selection: selectSteps(id) });
    expect(readPasted(JSON.stringify(clip))).toEqual({ kind: 'steps', clip });
  });

  it('is an exported flow, or its document alone, without its accounts', () => {
    for (const value of [flow, { format: 'patchbay-flow', version: 1, name: 'Other', document: flow }]) {
      const pasted = readPasted(JSON.stringify(value));
      if (pasted.kind !== 'steps') throw new Error(pasted.kind);
      const state = { flow: emptyDocument, selection: selectSteps() };
      const after = pasteSteps(pastePlace(state, pasted.clip, () => false)).run(state, ids);
      expect(Object.values(after.flow.steps)).toMatchObject([{ id: 'copy', name: 'Спросить клиента 🙋' }]);
      expect(JSON.stringify(after.flow)).not.toContain('connection');
    }
  });

  it('is a curl command, whose secrets stand apart', () => {
    const pasted = readPasted("curl https://api.example.com/orders -H 'Authorization: Bearer s3cret' -H 'X-Team: a'");
    expect(pasted).toEqual({
      kind: 'request',
      request: { method: 'GET', url: 'https://api.example.com/orders', query: {}, headers: { 'X-Team': 'a' } },
      secrets: [{ kind: 'bearer', token: 's3cret' }],
      left: [],
    });
  });

  it('is an address, of which no key, name or password goes into the flow', () => {
    const pasted = readPasted(" https://ann:p%40ss@api.example.com/it's?q=ü&api_key=s3cret#top\n");
    expect(pasted).toEqual({
      kind: 'request',
      request: { method: 'GET', url: 'https://api.example.com/it%27s', query: { q: 'ü' }, headers: {} },
      secrets: [
        { kind: 'basic', username: 'ann', password: 'p@ss' },
        { kind: 'query', name: 'api_key', value: 's3cret' },
      ],
      left: [],
    });
  });

  it('is refused with its own sentence where a command has no address', () => {
    expect(readPasted('curl -X GET')).toMatchObject({ kind: 'refused', sentence: 'The command has no address in it.' });
  });

  it('is refused with a sentence where it is anything else, and never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readPasted(text)));
    expect(readPasted('{"steps":1}')).toMatchObject({ kind: 'refused' });
    expect(readPasted('Dear Ann,')).toMatchObject({ kind: 'refused' });
    expect(readPasted(' ')).toEqual({ kind: 'nothing' });
  });
});
