import type { StepId } from '@patchbay/flow';
import { describe, expect, it } from 'vitest';
import { type Journal, JournalConflict } from '../ports.ts';
import type { RunEvent } from '../runEvent.ts';

/** `newRun` gives the id of a run that has no events yet and that the journal will take. */
export type JournalUnderTest = { journal: Journal; newRun(): Promise<string> };

const started: RunEvent = {
  type: 'run.started',
  at: 1,
  trigger: 'order' as StepId,
  payload: { note: 'naïve ☕ \u2028 "quoted"', lines: [1, 2.5, null, true], empty: {} },
  mode: 'live',
};
const asked: RunEvent = { type: 'step.started', at: 2, path: 'ask', attempt: 1 };
const finished: RunEvent = { type: 'run.finished', at: 3, outcome: 'succeeded' };

/** What every journal keeps to. `make` is called once per fact; the caller cleans up after itself. */
export function journalContract(make: () => Promise<JournalUnderTest>): void {
  describe('journal contract', () => {
    it('gives back the events in order, as they were', async () => {
      const { journal, newRun } = await make();
      const run = await newRun();
      await journal.append(run, 0, [started]);
      await journal.append(run, 1, [asked, finished]);
      expect(await journal.read(run)).toEqual([started, asked, finished]);
    });

    it('has no events of a run that has none', async () => {
      const { journal, newRun } = await make();
      expect(await journal.read(await newRun())).toEqual([]);
    });

    it('keeps runs apart', async () => {
      const { journal, newRun } = await make();
      const [one, other] = [await newRun(), await newRun()];
      await Promise.all([journal.append(one, 0, [started, asked]), journal.append(other, 0, [started])]);
      expect(await journal.read(one)).toHaveLength(2);
      expect(await journal.read(other)).toHaveLength(1);
    });

    it.each([0, 2])('refuses who has seen %i events of a run that has one', async (seen) => {
      const { journal, newRun } = await make();
      const run = await newRun();
      await journal.append(run, 0, [started]);
      await expect(journal.append(run, seen, [finished])).rejects.toBeInstanceOf(JournalConflict);
      expect(await journal.read(run)).toEqual([started]);
    });

    it('lets one of two writers in, and writes nothing of the other', async () => {
      const { journal, newRun } = await make();
      const run = await newRun();
      await journal.append(run, 0, [started]);
      const attempts = await Promise.allSettled([
        journal.append(run, 1, [asked, finished]),
        journal.append(run, 1, [finished]),
      ]);
      const refused = attempts.filter(({ status }) => status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]).toMatchObject({ reason: expect.any(JournalConflict) });
      expect([
        [started, asked, finished],
        [started, finished],
      ]).toContainEqual(await journal.read(run));
    });

    it('writes for many runs at once, and refuses only those that moved', async () => {
      const { journal, newRun } = await make();
      const runs = await Promise.all(Array.from({ length: 20 }, newRun));
      await Promise.all(runs.map((run) => journal.append(run, 0, [started])));
      const seen = (index: number) => (index % 4 === 0 ? 0 : 1);
      const attempts = await Promise.allSettled(runs.map((run, index) => journal.append(run, seen(index), [asked])));
      expect(attempts.map(({ status }) => status)).toEqual(
        runs.map((_, index) => (seen(index) === 0 ? 'rejected' : 'fulfilled')),
      );
    });
  });
}
