import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expectRight, median } from '../measure.ts';
import type { Options } from '../options.ts';
import { cases } from '../payloads.ts';
import { residentMb } from '../processes.ts';
import { number, type Result, type Row } from '../report.ts';
import { openStage, startPatchbay } from '../stage.ts';
import { publish } from './flows.ts';

const ITEMS = 10_000;
const TIMES = 30;
const HEAP_MB = 256;
const MOST_LOOP_MB = 350;
const MOST_IDLE_MB = 200;
const MOST_START_MS = 3_000;
const IDLE_MS = 5_000;
const STARTS = 3;

/** Megabytes of the server's process, and how long it takes to be there again. */
export async function measureMemory(_options: Options): Promise<Result> {
  const loopMb = await peakOfLoop();
  process.stderr.write('.');
  const { idleMb, startMs } = await starts();
  return { rows: [loopRow(loopMb), idleRow(idleMb), startRow(startMs)], facts: { loopMb, idleMb, startMs } };
}

/** The most that a server with a small heap had in use while it ran a long loop again and again. */
async function peakOfLoop(): Promise<number | undefined> {
  const stage = await openStage({ heapMb: HEAP_MB });
  let peak: number | undefined;
  const look = () => {
    const now = residentMb(stage.patchbay.pid);
    if (now !== undefined) peak = Math.max(peak ?? 0, now);
  };
  const timer = setInterval(look, 20);
  try {
    const url = await publish(stage, 'F4');
    for (const job of cases(ITEMS, 1).filter(({ name }) => name === 'F4'))
      for (let i = 0; i < TIMES; i++) await expectRight(url, job);
    return peak;
  } finally {
    clearInterval(timer);
    await stage.stop();
  }
}

/** Starts on data that is there, its own PostgreSQL included, as after a restart of the machine. */
async function starts(): Promise<{ idleMb: number | undefined; startMs: number }> {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  try {
    await (await startPatchbay({ home })).stop();
    const took: number[] = [];
    let idleMb: number | undefined;
    for (let i = 0; i < STARTS; i++) {
      const since = performance.now();
      const patchbay = await startPatchbay({ home });
      took.push(performance.now() - since);
      if (i === 0) {
        await pause(IDLE_MS);
        idleMb = residentMb(patchbay.pid);
      }
      await patchbay.stop();
    }
    return { idleMb, startMs: median(took) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const atMost = (value: number | undefined, most: number) => (value === undefined ? undefined : value <= most);

const loopRow = (mb: number | undefined): Row => ({
  part: 'memory',
  work: `F4 with ${number(ITEMS)} items, ${TIMES} times, heap of ${HEAP_MB} MB: most in use`,
  measured: `${number(mb)} MB`,
  bar: `at most ${MOST_LOOP_MB} MB`,
  isMet: atMost(mb, MOST_LOOP_MB),
});

const idleRow = (mb: number | undefined): Row => ({
  part: 'memory',
  work: 'the server, idle (PostgreSQL not counted)',
  measured: `${number(mb)} MB`,
  bar: `at most ${MOST_IDLE_MB} MB`,
  isMet: atMost(mb, MOST_IDLE_MB),
});

const startRow = (ms: number): Row => ({
  part: 'memory',
  work: 'warm start until it is ready, with its PostgreSQL',
  measured: `${number(ms)} ms`,
  bar: `at most ${number(MOST_START_MS)} ms`,
  isMet: ms <= MOST_START_MS,
});
