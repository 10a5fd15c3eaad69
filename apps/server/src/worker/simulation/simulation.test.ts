import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Mutant } from './SimulatedDatabase.ts';
import { type Scenario, Story } from './Story.ts';
import { scenario } from './scenarios.ts';

/** How many stories are told. PATCHBAY_STORIES asks for more. */
const STORIES = Number(process.env.PATCHBAY_STORIES ?? 2_000);
const LONGEST_MS = 3_600_000;

/** Tells a story on its own clock; what was wrong in it. */
async function violationsOf(told: Scenario, mutant?: Mutant): Promise<readonly string[]> {
  const story = new Story(told, mutant);
  for (const [name, replaced] of Object.entries(story.time.globals)) vi.stubGlobal(name, replaced);
  try {
    await story.tell();
  } finally {
    vi.unstubAllGlobals();
  }
  return story.violations;
}

describe('processes that crash, freeze and lose words', () => {
  it(
    'end every run once, make no unsafe call twice unasked, and tell nothing that is not written',
    async () => {
      const story = fc.asyncProperty(scenario, async (told) => {
        expect(await violationsOf(told)).toEqual([]);
      });
      await fc.assert(story, { numRuns: STORIES });
    },
    LONGEST_MS,
  );

  it.each<[Mutant, string]>([
    ['no-fence', 'a journal that lets everybody write'],
    ['no-sweep', 'runs of the dead that nobody frees'],
    ['forgets-wake', 'a lease that forgets when to wake its run'],
    ['forgets-turns', 'a turn that nobody passes on after a crash'],
    ['forgets-places', 'a run that loses its place while it waits'],
    ['last-first', 'a line in which the last goes first'],
  ])('are seen through where there is %s: %s', async (mutant) => {
    const isFine = fc.asyncProperty(scenario, async (told) => (await violationsOf(told, mutant)).length === 0);
    expect(await fc.check(isFine, { numRuns: 2_000, endOnFailure: true })).toMatchObject({ failed: true });
  });
});
