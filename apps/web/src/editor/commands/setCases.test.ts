import { type Mapping, StepId } from '@patchbay/flow';
import { flow, withStep } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { nothingSelected } from './command.ts';
import { cutByCases, setCases } from './setCases.ts';

const literal = (value: string): Mapping => ({ kind: 'literal', value });
const way = (id: string, label = id): Mapping => ({
  kind: 'object',
  fields: { id: literal(id), label: literal(label) },
});
const step = StepId.parse('ask');
const drawn = flow('a -> ask', 'ask -de-> x', 'ask -fr-> y', 'ask -otherwise-> z', 'ask -error-> z');
const before = withStep(drawn, 'ask', { inputs: { cases: { kind: 'list', items: [way('de'), way('fr')] } } });
const state = { flow: before, selection: nothingSelected };
const ids = { step: StepId.parse, edge: () => 'e' as never, note: () => 'n' as never };
const waysFrom = (cases: Mapping[]) =>
  Object.values(setCases({ step, input: 'cases', cases }).run(state, ids).flow.edges)
    .filter(({ from }) => from === 'ask')
    .map(({ outlet }) => outlet);

it('keeps every wire when ways are renamed, moved or added', () => {
  expect(waysFrom([way('fr', 'France'), way('it'), way('de', 'Germany')])).toEqual(['de', 'fr', 'otherwise', 'error']);
});

it('takes the wires of a way out with it, and says beforehand which', () => {
  expect(cutByCases(before, { step, input: 'cases', cases: [way('fr')] }).map(({ to }) => to)).toEqual(['x']);
  expect(waysFrom([way('fr')])).toEqual(['fr', 'otherwise', 'error']);
  expect(waysFrom([])).toEqual(['otherwise', 'error']);
});
