import { type Diagnostic, StepId } from '@patchbay/flow';
import { messageOf, say } from '@patchbay/words';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupFindings } from './groupFindings.ts';

const about = (name: string, severity: Diagnostic['severity'] = 'note'): Diagnostic => ({
  code: 'call_not_repeatable',
  severity,
  step: StepId.parse(name),
  ...messageOf(say('If the line breaks while {step} runs, it stops.', { step: name })),
});

it('says a note once for all steps it is about, and keeps each of them', () => {
  const [one, ...more] = groupFindings(['send', 'post', 'file', 'mail'].map((name) => about(name)));
  expect(more).toEqual([]);
  expect(one?.message).toBe('If the line breaks while one of these 4 steps runs, it stops.');
  expect([one?.about, ...(one?.others ?? [])].map((found) => found?.step)).toEqual(['send', 'post', 'file', 'mail']);
});

it('keeps a note about one step as it is, and notes that say something else apart', () => {
  const other: Diagnostic = { ...about('post'), ...messageOf(say('{step} is slow.', { step: 'post' })) };
  expect(groupFindings([about('send'), other]).map(({ message }) => message)).toEqual([
    'If the line breaks while send runs, it stops.',
    'post is slow.',
  ]);
});

it.each(['error', 'warning'] as const)('keeps every %s an entry of its own', (severity) => {
  expect(groupFindings([about('send', severity), about('post', severity)])).toHaveLength(2);
});

it('loses no finding, whatever they are', () => {
  const some = fc.array(
    fc.record({ name: fc.constantFrom('a', 'b', 'c'), severity: fc.constantFrom('note', 'warning', 'error') }),
  );
  fc.assert(
    fc.property(some, (all) => {
      const found = all.map(({ name, severity }) => about(name, severity as Diagnostic['severity']));
      const listed = groupFindings(found).flatMap((one) => [one.about, ...one.others]);
      expect(new Set(listed)).toEqual(new Set(found));
    }),
  );
});
