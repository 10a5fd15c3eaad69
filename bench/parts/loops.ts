import { drawFlow, formula, literal, object, ref, type StepSpec, template } from '../../e2e/support/drawFlow.ts';
import { mapFive, respond, webhook } from '../flows.ts';
import { median } from '../measure.ts';
import type { Options } from '../options.ts';
import { number, type Result } from '../report.ts';
import { openStage, type Stage } from '../stage.ts';

const COUNTS = [1_000, 10_000, 100_000];
const MOST_GROWTH = 11;
/** Enough work of each size that a hundredth of a second, the system's tick, does not show. */
const ITEMS_A_ROUND = 200_000;

/** F4 with its list from the API: 100,000 orders are more than the body of a webhook may hold. */
function listed(upstream: string) {
  const steps: StepSpec[] = [
    webhook({ count: 3 }),
    {
      id: 'list',
      operation: 'http',
      inputs: { method: literal('GET'), url: template(`${upstream}/items?count=`, ref('order.body.count')) },
    },
    { id: 'each', operation: 'forEach', inputs: { items: ref('list.body.items'), collect: ref('fields') } },
    { ...mapFive('fields', 'each.item', 'status'), parent: 'each' },
    { id: 'ask', operation: 'branch', inputs: { condition: formula('fields.status == "active"') }, parent: 'each' },
    respond('answer', object({ count: ref('each.count') })),
  ];
  return drawFlow(steps, 'order -> list', 'list -> each', 'fields -> ask', 'each -> answer');
}

/** CPU of a loop as its list grows tenfold, twice. */
export async function measureLoops(_options: Options): Promise<Result> {
  const stage = await openStage();
  try {
    const { url } = await stage.publish('Listed', listed(stage.upstream.url));
    const spent: { items: number; cpuMs: number; ms: number }[] = [];
    for (const items of COUNTS) {
      await run(url, items);
      spent.push({ items, ...(await rounds(stage, { url, items })) });
    }
    return { rows: rowsOf(spent), facts: { spent } };
  } finally {
    await stage.stop();
  }
}

/** CPU of one run, the mean of many, and how long it takes, their median. */
async function rounds(stage: Stage, { url, items }: { url: string; items: number }) {
  const times = Math.ceil(ITEMS_A_ROUND / items);
  const took: number[] = [];
  const before = stage.cpu();
  for (let i = 0; i < times; i++) {
    const since = performance.now();
    await run(url, items);
    took.push(performance.now() - since);
  }
  const after = stage.cpu();
  const cpuMs = before === undefined || after === undefined ? Number.NaN : ((after - before) * 1_000) / times;
  return { cpuMs, ms: median(took) };
}

async function run(url: string, items: number): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ count: items }) });
  const text = await answer.text();
  if (answer.status !== 200 || text !== JSON.stringify({ count: items }))
    throw new Error(`A loop of ${items} answered ${answer.status} ${text.slice(0, 300)}`);
}

function rowsOf(spent: readonly { items: number; cpuMs: number; ms: number }[]): Result['rows'] {
  return spent.slice(1).map(({ items, cpuMs, ms }, index) => {
    const fewer = spent[index];
    const growth = cpuMs / (fewer?.cpuMs ?? Number.NaN);
    return {
      part: 'loops',
      work: `F4 with ${number(items)} items, its list from the API`,
      measured: `${number(cpuMs)} ms CPU (${number((cpuMs * 1_000) / items, 1)} us an item), ${number(growth, 1)} times that of ${number(fewer?.items)}; done in ${number(ms)} ms`,
      bar: `at most ${MOST_GROWTH} times`,
      isMet: Number.isNaN(growth) ? undefined : growth <= MOST_GROWTH,
    };
  });
}
