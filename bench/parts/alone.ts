import { alone, median } from '../measure.ts';
import type { Options } from '../options.ts';
import { order } from '../payloads.ts';
import { number, type Result } from '../report.ts';
import { openStage } from '../stage.ts';
import { publish } from './flows.ts';

const WARM_UPS = 200;
const TURNS = 5;
const TIMES = 50;
const MOST_RATIO = 2;

/** One F3 after another: how long somebody waits when nobody else is there. */
export async function measureAlone(_options: Options): Promise<Result> {
  const stage = await openStage();
  try {
    const url = await publish(stage, 'F3');
    const limitUrl = `${stage.limit.url}/f3`;
    await alone(url, order, WARM_UPS);
    await alone(limitUrl, order, WARM_UPS);
    const turns: { ours: number; limit: number }[] = [];
    for (let turn = 0; turn < TURNS; turn++)
      turns.push({ ours: await alone(url, order, TIMES), limit: await alone(limitUrl, order, TIMES) });
    const p50Ms = median(turns.map(({ ours }) => ours));
    const limitP50Ms = median(turns.map(({ limit }) => limit));
    const ratio = p50Ms / limitP50Ms;
    return {
      rows: [
        {
          part: 'alone',
          work: 'one F3 at a time, medians of 5 turns of 50',
          measured: `${number(p50Ms, 2)} ms, limit ${number(limitP50Ms, 2)} ms: ${number(ratio, 2)} times`,
          bar: `at most ${MOST_RATIO} times the limit's`,
          isMet: ratio <= MOST_RATIO,
        },
      ],
      facts: { p50Ms, limitP50Ms },
    };
  } finally {
    await stage.stop();
  }
}
