import { JournalConflict, type RunEvent } from '@patchbay/execution';
import { describe, expect, it } from 'vitest';
import type { RunJournal } from '../store/journal/journal.ts';
import { recordAtEnd, recordByHand, withMakingWay } from './recordByHand.ts';

const step = (at: number): RunEvent => ({ type: 'step.started', at, path: `each[${at}]/one`, attempt: 1 });
const word: RunEvent = { type: 'run.cancelled', at: 0, by: 'ana' };

/** A journal whose run writes its next event before anybody else gets to, as long as it is moved and has some left. */
function quickRun({ events: most }: { events: number }) {
  const events = [step(0)];
  let isMoved = true;
  const journal: Pick<RunJournal, 'length' | 'readFrom' | 'append' | 'pages'> = {
    length: async () => events.length,
    readFrom: async (_, from) => events.slice(from),
    async *pages() {
      yield { events: [...events], size: 0 };
    },
    append: async (_, length, added) => {
      if (isMoved && events.length < most) events.push(step(events.length));
      if (length !== events.length) throw new JournalConflict('moved on');
      events.push(...added);
    },
  };
  const letGo = () => {
    isMoved = false;
  };
  return { journal: journal as RunJournal, events, letGo };
}

describe('what a person decides about a run that never rests', () => {
  it('makes the run let go where it is looked at anew afterwards', async () => {
    const { journal, events, letGo } = quickRun({ events: Number.POSITIVE_INFINITY });
    const announced: string[] = [];
    const announce = async (runId: string) => void announced.push(runId);
    const deps = withMakingWay({ journal, announce, worker: { abandon: letGo } });
    await recordAtEnd('run', () => [word], deps);
    expect(events.at(-1)).toEqual(word);
    expect(events.length).toBeLessThan(10);
    // Once so that other processes let go as well, once because it is written.
    expect(announced).toEqual(['run', 'run']);
  });

  it('is written as soon as it wins, where the run may not be disturbed', async () => {
    const { journal, events } = quickRun({ events: 200 });
    await recordByHand('run', () => [word], { journal, announce: async () => undefined });
    expect(events).toHaveLength(201);
    expect(events.at(-1)).toEqual(word);
  });

  it('is asked again each time, and left where it does not fit any more', async () => {
    const { journal, events } = quickRun({ events: 50 });
    await recordByHand('run', (known) => (known.length < 10 ? [word] : []), {
      journal,
      announce: async () => undefined,
    });
    expect(events).not.toContain(word);
  });
});
