import type { Stage } from '../stage.ts';
import type { Filled } from './fill.ts';

/** How long one way of listing runs took: what is asked for, and the 95th of 100 in milliseconds. */
export type Listed = { what: string; p95Ms: number; found: number };

const TIMES = 40;

type Page = { items: { id: string }[]; nextCursor: string | null };

/** Asks for pages of the list of runs as the screen does, over the API, with every filter it has. */
export async function measureListing({ client }: Stage, { flowIds }: Filled): Promise<Listed[]> {
  const { workspaceId } = client;
  const [first] = flowIds;
  const last = flowIds.at(-1);
  const ask = (filter: object) => client.query<Page>('run.list', { workspaceId, ...filter });
  const halfway = await somewhere(ask);
  const filters: Record<string, object> = {
    'the newest': {},
    'far back': { cursor: halfway },
    'of a flow': { flowId: first },
    succeeded: { status: 'succeeded' },
    failed: { status: 'failed' },
    'failed, of a flow': { status: 'failed', flowId: last },
    'failed, of a flow that never did': { status: 'failed', flowId: first },
    'succeeded, of a flow that never did': { status: 'succeeded', flowId: last },
    running: { status: 'running' },
    waiting: { status: 'waiting' },
    cancelled: { status: 'cancelled' },
    'needs attention': { status: 'needs_attention' },
    'of the last day': { withinHours: 24 },
    tries: { mode: 'mock' },
    'by the name of a flow': { search: 'F3 of team' },
    'by a word of an error': { search: 'could not', status: 'failed' },
    'by words that nothing has': { search: 'no such words' },
    'by words that no failure has': { search: 'no such words', status: 'failed' },
  };
  const listed: Listed[] = [];
  for (const [what, filter] of Object.entries(filters)) {
    const found = (await ask(filter)).items.length;
    listed.push({ what, found, p95Ms: await p95(() => ask(filter)) });
  }
  return listed.sort((a, b) => b.p95Ms - a.p95Ms);
}

/** A place many pages into the list. */
async function somewhere(ask: (filter: object) => Promise<Page>): Promise<string | undefined> {
  const { nextCursor } = await ask({ limit: 200, withinHours: 1 });
  const { items } = await ask({ limit: 1, ...(nextCursor !== null && { cursor: nextCursor }) });
  return items[0]?.id;
}

async function p95(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const since = performance.now();
    await work();
    took.push(performance.now() - since);
  }
  took.sort((a, b) => a - b);
  return took[Math.floor(TIMES * 0.95)] ?? Number.NaN;
}
