import { describe, expect, it } from 'vitest';
import { succeededPaths, testRun } from './testing/testRun.ts';
import { plan } from './testing.ts';

const diamond = plan('start -> left', 'start -> right', 'left -> join', 'right -> join');

describe('advance', () => {
  it('runs parallel branches, then the step that joins them', async () => {
    const { events, go } = testRun(diamond);
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(succeededPaths(events).toSorted()).toEqual(['join', 'left', 'right']);
    expect(succeededPaths(events).at(-1)).toBe('join');
    expect(events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'succeeded' });
  });
});
