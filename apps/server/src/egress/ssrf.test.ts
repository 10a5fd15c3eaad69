import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

type Report = {
  spellings: number;
  doors: number;
  attempts: number;
  /** What went to a public address, as it may. */
  publicHits: number;
  /** What a door threw that is no answer to a person. */
  odd: string[];
  /** What arrived at an address that is not allowed: which spelling led where, and how often. */
  hits: [string, number][];
};

const fixture = fileURLToPath(new URL('./testing/ssrf.fixture.ts', import.meta.url));

/** In a network of its own, every address leads to the canary. Not every machine lets one be made. */
const isAlone = spawnSync('unshare', ['--map-root-user', '--net', 'ip', 'link', 'set', 'lo', 'up']).status === 0;

async function knock(...how: string[]): Promise<Report> {
  const command = isAlone
    ? (['unshare', ['--map-root-user', '--net', process.execPath, fixture, 'alone', ...how]] as const)
    : ([process.execPath, [fixture, ...how]] as const);
  const { stdout } = await promisify(execFile)(...command, { maxBuffer: 100_000_000 });
  return JSON.parse(stdout);
}

const where = isAlone
  ? 'in a network where every address leads to a canary'
  : 'on loopback only, for no network of its own can be made here';

describe(`an address that is not allowed, ${where}`, () => {
  it('is reached by no spelling, through no door', async () => {
    const { hits, odd, spellings, attempts, doors, publicHits } = await knock();
    expect(hits).toEqual([]);
    expect(odd).toEqual([]);
    expect(attempts).toBe(spellings * doors * 2);
    expect(spellings).toBeGreaterThan(isAlone ? 150 : 20);
    // Names that lead to public addresses, and to others later, did leave.
    expect(publicHits > 0).toBe(isAlone);
  });

  it('is reached by most of them where the check is switched off', async () => {
    const { hits } = await knock('mutant');
    const reached = new Set(hits.map(([spelling]) => spelling.split(' ')[0]));
    expect(reached.size).toBeGreaterThan(isAlone ? 130 : 20);
  });
});
