import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RunEvent } from '@patchbay/execution';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createJournal } from '../store/journal/journal.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually, killLeftProcesses, startProcess } from '../worker/testing.ts';
import { cancelRun } from './cancelRun.ts';
import { getRun } from './getRun.ts';
import {
  access,
  draw,
  formula,
  literal,
  type Published,
  publish,
  ref,
  type StepSpec,
  startRuns,
  startUpstream,
} from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(killLeftProcesses);
afterAll(() => database.drop());

/** Each customer of a list of any length, page by page. */
function eachCustomer(url: string, inside: StepSpec) {
  const list = { url: literal(`${url}/customers`), goesOn: literal('page'), pages: literal({ take: 'all' }) };
  return draw(
    {
      order: { operation: 'webhook', inputs: { answer: literal('at-once') } },
      list: { operation: 'httpList', inputs: list },
      each: { operation: 'forEach', inputs: { items: ref('list.items') } },
      one: { ...inside, parent: 'each' },
    },
    'order -> list',
    'list -> each',
  );
}

/** An API with so many pages of so many customers each, which it says a good deal of. */
async function startCustomers({ pages, size, about = '' }: { pages: number; size: number; about?: string }) {
  const asked: number[] = [];
  const put: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://upstream');
    if (pathname !== '/customers') put.push(pathname);
    const page = Number(searchParams.get('page'));
    if (pathname === '/customers') asked.push(page);
    const isOver = page > pages;
    const customers = Array.from({ length: isOver ? 0 : size }, (_, index) => ({
      id: (page - 1) * size + index,
      about,
    }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(customers));
  };
  const api = await startUpstream(answer);
  return { ...api, asked, put };
}

const begin = (url: string, { hookId }: Published) =>
  fetch(`${url}/hook/${hookId}`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
const runOf = async ({ flowId }: Published) =>
  (await database.prisma.run.findFirst({ where: { flowId }, orderBy: { id: 'desc' } })) ?? undefined;
const ended = async (flow: Published) => {
  const run = await runOf(flow);
  return run !== undefined && run.finishedAt !== null ? run : undefined;
};
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** 15,000 rounds in a process that has next to no memory take a minute where there is a lot else to do. */
const LONG_MS = 180_000;

/** Little more than the process needs for itself: the whole list would be its end. */
const HEAP_MB = 64;

describe('a loop over a list of 300 pages', () => {
  it(
    'holds a page of it at a time, though all of it is more than a step may give',
    async () => {
      // 30 MB: a list that is read as a whole may have 25.
      const api = await startCustomers({ pages: 300, size: 50, about: 'x'.repeat(2_000) });
      const flow = await publish(
        database,
        eachCustomer(api.url, { operation: 'setFields', inputs: { fields: literal({ seen: true }) } }),
      );
      const { url } = await startProcess(database.url, randomUUID(), HEAP_MB);
      await begin(url, flow);
      const run = await eventually(() => ended(flow), LONG_MS);
      expect(run.status).toBe('succeeded');
      expect(api.asked).toEqual(upTo(301).map((at) => at + 1));

      const patchbay = await startRuns(database);
      const { view, events } = await getRun(
        { runId: run.id, items: { each: 12_345 } },
        access(flow.workspaceId, 'run.read'),
        patchbay.deps,
      );
      const shown = (path: string) => view?.steps.find((step) => step.path === path);
      expect(shown('list')).toMatchObject({ pages: { count: 301, items: 15_000 } });
      expect(shown('each')).toMatchObject({ items: { count: 15_000, succeeded: 15_000 } });
      expect(shown('each')?.output).toEqual({ count: 15_000 });
      expect(shown('each[12345]/one')?.status).toBe('succeeded');
      expect(JSON.stringify(events).length).toBeLessThan(1_000_000);
      await patchbay.stop();
      await api.stop();
    },
    2 * LONG_MS,
  );
});

describe('a worker that is killed in the middle of a list', () => {
  it('goes on with the page that is written, and asks for the next by what that says', async () => {
    const api = await startCustomers({ pages: 12, size: 5 });
    const put: StepSpec = {
      operation: 'http',
      inputs: { method: literal('PUT'), url: formula(`'${api.url}/' + string(each.item.id)`) },
    };
    const flow = await publish(database, eachCustomer(api.url, put));
    const instance = randomUUID();
    let process = await startProcess(database.url, instance);
    await begin(process.url, flow);
    for (const puts of [12, 31]) {
      await eventually(() => api.put.length >= puts || undefined);
      await process.kill();
      process = await startProcess(database.url, instance);
    }
    const run = await eventually(() => ended(flow));
    expect(run.status).toBe('succeeded');
    expect([...new Set(api.put)]).toEqual(upTo(60).map((id) => `/${id}`));
    const events = await createJournal(database.pool).read(run.id);
    expect(endedIn(events)).toEqual(upTo(60).map((index) => `each[${index}]/one`));
    // Cut off before its answer was written a page is asked for again; none is passed over.
    expect(api.asked.length).toBeLessThanOrEqual(13 + 2);
    expect([...new Set(api.asked)]).toEqual(upTo(13).map((at) => at + 1));
    await process.stop();
    await api.stop();
  });
});

describe('a run that is cancelled in the middle of a list', () => {
  it('asks for no further page', async () => {
    const api = await startCustomers({ pages: 500, size: 100 });
    const flow = await publish(
      database,
      eachCustomer(api.url, { operation: 'setFields', inputs: { fields: literal({ seen: true }) } }),
    );
    const patchbay = await startRuns(database);
    await begin(patchbay.url, flow);
    await eventually(() => api.asked.length > 20 || undefined);
    const runId = (await eventually(() => runOf(flow))).id;
    await cancelRun(runId, access(flow.workspaceId, 'run.cancel'), patchbay.deps);
    const asked = api.asked.length;
    await patchbay.stop();
    expect((await runOf(flow))?.status).toBe('cancelled');
    // The one that was on its way.
    expect(api.asked.length - asked).toBeLessThanOrEqual(1);
    expect(asked).toBeLessThan(500);
    await api.stop();
  });
});

function endedIn(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'step.succeeded' && event.path.endsWith('/one') ? [event.path] : [],
  );
}
