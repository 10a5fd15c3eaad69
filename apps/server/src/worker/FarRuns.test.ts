import { describe, expect, it } from 'vitest';
import { FarRuns } from './FarRuns.ts';

/** Two processes that hear each other, and themselves, as through the database. */
function pair() {
  const told: string[] = [];
  let now = 0;
  const processes: FarRuns[] = [];
  const tell = async (words: string) => {
    told.push(words);
    for (const process of processes) process.heard(words);
  };
  const open = () => new FarRuns({ tell, now: () => now, onError: (error) => expect(error).toBeUndefined() });
  const [here, there] = [open(), open()];
  processes.push(here, there);
  return {
    here,
    there,
    told,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('runs that are watched in one process and moved in another', () => {
  it('are told of where they are watched, and no others are', async () => {
    const { here, there, told } = pair();
    let stirred = 0;
    const stop = here.watch('a', () => {
      stirred += 1;
    });
    there.moved('a');
    there.moved('b');
    await settled();
    expect(stirred).toBe(1);
    expect(told).toEqual(['watch a', 'moved a']);
    stop();
    there.moved('a');
    await settled();
    expect(stirred).toBe(1);
  });

  it('are told of once for all that comes while it is being told', async () => {
    const { here, there, told } = pair();
    const stop = here.watch('a', () => undefined);
    for (let n = 0; n < 10; n += 1) there.moved('a');
    await settled();
    expect(told).toEqual(['watch a', 'moved a', 'moved a']);
    stop();
  });

  it('are forgotten when nobody has said for a while that they are watched', async () => {
    const { here, there, told, pass } = pair();
    here.watch('a', () => undefined)();
    pass(50_001);
    there.moved('a');
    await settled();
    expect(told).toEqual(['watch a']);
  });
});
