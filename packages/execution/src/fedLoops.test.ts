import { type Failure, OperationError } from '@patchbay/connector';
import type { Mapping } from '@patchbay/expression';
import { flow } from '@patchbay/flow/testing';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { foldRun } from './apply.ts';
import { loadPlan } from './loadPlan.ts';
import type { CallRequest } from './ports.ts';
import { planReplay } from './replay.ts';
import type { RunEvent } from './runEvent.ts';
import { page, testRun } from './testing/testRun.ts';
import { planOf, type StepChanges } from './testing.ts';
import { viewRun, viewState } from './viewRun.ts';

const ref = (step: string, ...path: (string | number)[]): Mapping => ({ kind: 'reference', step, path });
const literal = (value: string | number | Record<string, string | number>): Mapping => ({ kind: 'literal', value });
const all = { pages: literal({ take: 'all' }) };

/** Every customer of a list is sent something. */
function drawing(changes: Record<string, StepChanges> = {}, ...more: string[]) {
  return planOf(flow('hook -> list', 'list -> each', 'each/send', ...more), {
    list: { operation: 'list', inputs: all },
    each: { operation: 'forEach', inputs: { items: ref('list', 'items') } },
    send: { operation: 'unsafe', inputs: { item: ref('each', 'item'), index: ref('each', 'index') } },
    ...changes,
  });
}

const stepIn = (plan: ReturnType<typeof drawing>, id: string) => plan.steps.find((step) => step.id === id);

/** The API behind the list: `sizes` items on its pages, numbered through; what it was asked and what was sent. */
function api(sizes: readonly number[], answer: (request: CallRequest) => unknown = () => null) {
  const asked: number[] = [];
  const sent: unknown[] = [];
  const told: string[] = [];
  const starts = sizes.map((_, at) => sizes.slice(0, at).reduce((sum, size) => sum + size, 0));
  const call = (request: CallRequest) => {
    told.push(request.path);
    if (request.step.id !== 'list') {
      const given = answer(request);
      if (request.step.id === 'send') sent.push((request.input as { item: unknown }).item);
      return given;
    }
    const at = (request.page?.after as number | undefined) ?? 0;
    answer(request);
    asked.push(at);
    const items = Array.from({ length: sizes[at] ?? 0 }, (_, index) => (starts[at] ?? 0) + index);
    return page(items, at + 1 < sizes.length ? at + 1 : undefined);
  };
  return { call, asked, sent, told };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

function failing(failure: Partial<Failure> = {}): never {
  throw new OperationError({ code: 'x', message: 'No answer.', retry: 'never', ...failure });
}

const stateOf = (events: readonly RunEvent[], path: string, plan = drawing()) =>
  viewRun(loadPlan(plan), events).steps.find((step) => step.path === path);

describe('a loop over a list that comes page by page', () => {
  it('is fed where nothing else reads the list, and all of it is wanted', () => {
    expect(stepIn(drawing(), 'list')).toMatchObject({ feeds: 'each' });
    expect(stepIn(drawing(), 'each')).toMatchObject({ isUnread: true });
  });

  it.each<[string, Record<string, StepChanges>, string[]]>([
    ['a step after the loop reads it', { after: { inputs: { all: ref('list', 'items') } } }, ['each -> after']],
    ['a step in the loop asks how many there are', { send: { inputs: { of: ref('list', 'count') } } }, []],
    ['only the first are wanted', { list: { operation: 'list', inputs: { pages: literal({ take: 'first' }) } } }, []],
    ['the call leads to another step too', {}, ['list -> other']],
    ['its failure is caught', {}, ['list -error-> other']],
    ['something else leads to the loop', {}, ['hook -> each']],
    ['the loop is switched off', { each: { disabled: true } }, []],
    ['the loop goes over a part of each item', { each: { inputs: { items: ref('list', 'items', 0) } } }, []],
    ['the call does not page', { list: { operation: 'call', inputs: all } }, []],
  ])('is not fed where %s', (_, changes, more) => {
    const plan = drawing(changes, ...more);
    expect(plan.steps.filter(({ feeds }) => feeds !== undefined)).toEqual([]);
  });

  it('keeps what its items gave where a step reads that, and not where one only counts', () => {
    const reading = (path: string) => drawing({ after: { inputs: { all: ref('each', path) } } }, 'each -> after');
    expect(stepIn(reading('items'), 'each')?.isUnread).toBeUndefined();
    expect(stepIn(reading('count'), 'each')?.isUnread).toBe(true);
  });

  it('goes through all items in order, and asks for a page once the one before is used up', async () => {
    const { call, told, sent } = api([2, 2, 1]);
    const { go, events } = testRun(drawing(), { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    const sends = ['each[0]/send', 'each[1]/send', 'each[2]/send', 'each[3]/send', 'each[4]/send'];
    expect(told).toEqual(['list', ...sends.slice(0, 2), 'list', ...sends.slice(2, 4), 'list', ...sends.slice(4)]);
    expect(sent).toEqual(upTo(5));
    expect(stateOf(events, 'list')).toMatchObject({ status: 'succeeded', pages: { count: 3, items: 5 }, attempts: 1 });
    expect(stateOf(events, 'each')).toMatchObject({ items: { count: 5, succeeded: 5 }, output: { count: 5 } });
  });

  it('asks for no page that nobody wants: after an item that stops it, a stop step, a cancel', async () => {
    const refused = api([2, 2], ({ path }) => (path === 'each[1]/send' ? failing() : null));
    await expect(testRun(drawing(), { call: refused.call }).go()).resolves.toMatchObject({ outcome: 'failed' });
    const stopped = api([1, 1]);
    const stop = drawing({ send: { operation: 'stop', inputs: { outcome: literal('succeeded') } } });
    await expect(testRun(stop, { call: stopped.call }).go()).resolves.toMatchObject({ outcome: 'succeeded' });
    const cancelled = api([2, 2], ({ path }) => {
      if (path === 'each[1]/send') run.events.push({ type: 'run.cancelled', at: 0, by: 'ada' });
      return null;
    });
    const run = testRun(drawing(), { call: cancelled.call });
    await expect(run.go()).resolves.toMatchObject({ outcome: 'cancelled' });
    expect([refused.asked, stopped.asked, cancelled.asked]).toEqual([[0], [0], [0]]);
  });

  it('writes each page before the first call that uses it and must not be repeated', async () => {
    const { call, told } = api([1, 1]);
    const durable: string[] = [];
    const { go } = testRun(drawing(), {
      call: (request) => {
        durable.push(`${request.path} ${run.events.filter(({ type }) => type === 'step.succeeded').length}`);
        return call(request);
      },
    });
    const run = { events: [] as RunEvent[] };
    await go({ observe: (events) => run.events.push(...events) });
    expect(told).toHaveLength(4);
    expect(durable).toEqual(['list 0', 'each[0]/send 1', 'list 2', 'each[1]/send 3']);
  });

  it('goes on after empty pages, with several items at once, and leaves out what fails', async () => {
    const inputs = { items: ref('list', 'items'), atOnce: literal(3), onError: literal('skip') };
    const plan = drawing({ each: { operation: 'forEach', inputs } });
    const { call, sent, asked } = api([0, 2, 0, 0, 5, 0], ({ path }) => (path === 'each[3]/send' ? failing() : null));
    const { go, events } = testRun(plan, { call });
    await expect(go()).resolves.toMatchObject({ outcome: 'succeeded' });
    expect(asked).toEqual(upTo(6));
    expect(sent.toSorted()).toEqual([0, 1, 2, 4, 5, 6]);
    expect(stateOf(events, 'each', plan)).toMatchObject({ output: { count: 7, failed: 1 } });
  });

  it.each([
    [1_000, { count: 1_000, items: Array.from({ length: 1_000 }, () => null) }],
    [1_001, { count: 1_001 }],
  ])('keeps what %d items gave, which nobody reads, as long as they are few', async (count, output) => {
    const { call } = api([1, count - 1]);
    const { go, events } = testRun(drawing(), { call });
    await go();
    expect(stateOf(events, 'each')?.output).toEqual(output);
  });

  it('lists the items that failed where that is read, whatever page they stood on', async () => {
    const inputs = { items: ref('list', 'items'), onError: literal('collect') };
    const plan = drawing(
      { each: { operation: 'forEach', inputs }, after: { inputs: { all: ref('each', 'errors') } } },
      'each -> after',
    );
    const { call } = api([2, 2], ({ path }) => (path === 'each[2]/send' ? failing() : path));
    const { go, events } = testRun(plan, { call });
    await go();
    expect(stateOf(events, 'each', plan)?.output).toMatchObject({ count: 4, errors: [{ index: 2, item: 2 }] });
  });
});

describe('a page that cannot be read', () => {
  it('is asked for again by the same mark, with all its tries', async () => {
    let failures = 0;
    const { call, asked, sent } = api([1, 1], ({ page: wanted }) =>
      wanted?.after === 1 && failures++ < 3 ? failing({ retry: 'later' }) : null,
    );
    let now = 0;
    const { go } = testRun(drawing(), { call, now: () => now });
    for (let outcome = await go(); outcome.kind === 'sleep'; outcome = await go()) now = outcome.until;
    expect(failures).toBe(4);
    expect(asked).toEqual([0, 1]);
    expect(sent).toEqual([0, 1]);
  });

  it('fails the run after the items that are here, and goes on when a person has it tried again', async () => {
    let isDown = true;
    const { call, sent } = api([2, 1], ({ page: wanted }) => (wanted?.after === 1 && isDown ? failing() : null));
    const { go, events } = testRun(drawing(), { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(sent).toEqual([0, 1]);
    expect(stateOf(events, 'list')).toMatchObject({ status: 'failed', failure: { message: 'No answer.' } });
    isDown = false;
    events.push({ type: 'step.retried', at: 0, path: 'list', by: 'ada' });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(sent).toEqual([0, 1, 2]);
  });

  it('ends the list where a person says to go on without it', async () => {
    const { call, sent } = api([2, 1], ({ page: wanted }) => (wanted?.after === 1 ? failing() : null));
    const { go, events } = testRun(drawing(), { call });
    await go();
    events.push({ type: 'step.skipped', at: 0, path: 'list', by: 'ada' });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(sent).toEqual([0, 1]);
  });

  it('fails the item of the loop around it, which goes on with its next', async () => {
    const inputs = { items: { kind: 'literal' as const, value: [1, 2] }, onError: literal('skip') };
    const plan = planOf(flow('hook -> shops', 'shops/list -> shops/each', 'shops/each/send'), {
      shops: { operation: 'forEach', inputs },
      list: { operation: 'list', inputs: all },
      each: { operation: 'forEach', inputs: { items: ref('list', 'items') } },
      send: { operation: 'unsafe', inputs: { item: ref('each', 'item') } },
    });
    const { call, told } = api([1, 1], ({ path, page: wanted }) =>
      path === 'shops[0]/list' && wanted?.after === 1 ? failing() : null,
    );
    const { go, events } = testRun(plan, { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(told).toEqual([
      'shops[0]/list',
      'shops[0]/each[0]/send',
      'shops[0]/list',
      'shops[1]/list',
      'shops[1]/each[0]/send',
      'shops[1]/list',
      'shops[1]/each[1]/send',
    ]);
    expect(stateOf(events, 'shops', plan)).toMatchObject({ items: { succeeded: 1, failed: 1 } });
  });

  it('fails the item of the loop around it also where another item was under way then', async () => {
    const plan = planOf(flow('hook -> shop', 'shop/list -> shop/each', 'shop/each/send'), {
      shop: { operation: 'group' },
      list: { operation: 'list', inputs: all },
      each: { operation: 'forEach', inputs: { items: ref('list', 'items'), atOnce: literal(2) } },
      send: { operation: 'unsafe', inputs: { item: ref('each', 'item') } },
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    const { call } = api([1, 1], ({ step, page: wanted }) => {
      if (step.id === 'send') return promise;
      return wanted?.after === 1 ? failing() : null;
    });
    const { go, events } = testRun(plan, { call });
    const outcome = go();
    await vi.waitFor(() => expect(events.some(({ type }) => type === 'step.failed')).toBe(true), 60_000);
    resolve();
    await expect(outcome).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
  });

  it('concerns nobody once the loop has stopped and that is caught', async () => {
    const inputs = { items: ref('list', 'items'), atOnce: literal(2) };
    const plan = drawing({ each: { operation: 'forEach', inputs } }, 'each -error-> tell');
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
    const { promise: hasFailed, resolve: fails } = Promise.withResolvers<void>();
    const pages = api([2, 2]);
    const call = async (request: CallRequest) => {
      if (request.path === 'each[0]/send') {
        await isAsked;
        return failing();
      }
      if (request.path === 'tell') fails();
      if (request.page?.after === 1) {
        asked();
        await hasFailed;
        return failing();
      }
      return pages.call(request);
    };
    await expect(testRun(plan, { call }).go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });
});

describe('a run that is replayed', () => {
  async function failed() {
    const { call } = api([2, 2], ({ path }) => (path === 'each[2]/send' ? failing() : null));
    const run = testRun(drawing(), { call });
    await run.go();
    return foldRun(loadPlan(drawing()), run.events);
  }

  it.each([{ kind: 'failed' as const }, { kind: 'step' as const, step: 'each' }])(
    'reads a list again from its first page with the loop it feeds ($kind)',
    async (from) => {
      const old = await failed();
      const { problems, state, events } = planReplay({ old, runId: 'old', target: old.plan, from, at: 0 });
      expect(problems).toEqual([]);
      expect(events[1].steps).toEqual([]);
      expect(state.top.steps.find(({ step }) => step.id === 'list')?.status).toBe('ready');
      const { call, sent, asked } = api([2, 2]);
      const again = testRun(drawing(), { call });
      again.events.splice(0, 1, ...events);
      await expect(again.go()).resolves.toMatchObject({ outcome: 'succeeded' });
      expect([asked, sent]).toEqual([[0, 1], upTo(4)]);
    },
  );

  it('takes over what both gave where it begins after them, and is refused where more of the list is wanted now', async () => {
    const after = { after: { inputs: { count: ref('each', 'count') } } };
    const plan = loadPlan(drawing(after, 'each -> after'));
    const { call } = api([1, 1]);
    const run = testRun(plan.plan, { call });
    await run.go();
    const old = foldRun(plan, run.events);
    const wish = { old, runId: 'old', from: { kind: 'step' as const, step: 'after' }, at: 0 };
    const same = planReplay({ ...wish, target: plan });
    expect(same.problems).toEqual([]);
    expect(same.events[1].steps.map(({ step }) => step)).toEqual(['list', 'each']);
    const whole = { after: { inputs: { items: ref('list', 'items') } } };
    const other = planReplay({ ...wish, target: loadPlan(drawing(whole, 'each -> after')) });
    expect(other.problems).toContainEqual({ code: 'step_not_reached', step: 'after', before: 'list' });
  });
});

const lists = fc.array(fc.nat(4), { minLength: 1, maxLength: 6 });

describe('whatever the pages, and wherever the power goes', () => {
  it('every item is worked on, in order, by the pages that are written', async () => {
    const cuts = fc.array(fc.nat(12), { maxLength: 5 });
    const property = fc.asyncProperty(lists, cuts, fc.integer({ min: 1, max: 3 }), async (sizes, cut, atOnce) => {
      const inputs = { items: ref('list', 'items'), atOnce: literal(atOnce) };
      const plan = drawing({
        each: { operation: 'forEach', inputs },
        send: { operation: 'call', inputs: { item: ref('each', 'item') } },
      });
      const { call, sent } = api(sizes);
      const run = testRun(plan, { call });
      for (const atWrite of cut) await run.go(cutAt(run, atWrite)).catch(() => undefined);
      await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
      const count = sizes.reduce((sum, size) => sum + size, 0);
      // Sent again are only those whose end was not written.
      expect([...new Set(sent)].toSorted((one, other) => Number(one) - Number(other))).toEqual(upTo(count));
      const ended = run.events.flatMap((event) =>
        event.type === 'step.succeeded' && event.path.endsWith('/send') ? [event.path] : [],
      );
      const inOrder = atOnce === 1 ? ended : ended.toSorted();
      const wanted = upTo(count).map((index) => `each[${index}]/send`);
      expect(inOrder).toEqual(atOnce === 1 ? wanted : wanted.toSorted());
      const pages = run.events.flatMap((event) =>
        event.type === 'step.succeeded' && event.page ? [event.page.number] : [],
      );
      expect(pages).toEqual(upTo(sizes.length).map((at) => at + 1));
    });
    await fc.assert(property, { numRuns: 400 });
  });

  it('the journal folds to the same state from any of its beginnings, and never holds more than a page', async () => {
    const property = fc.asyncProperty(lists, async (sizes) => {
      const { call } = api(sizes);
      const run = testRun(drawing(), { call });
      await run.go();
      const plan = loadPlan(drawing());
      for (let length = 1; length <= run.events.length; length += 1) {
        const journal = run.events.slice(0, length);
        const again = api(sizes);
        const resumed = testRun(drawing(), { call: again.call });
        resumed.events.splice(0, 1, ...structuredClone(journal));
        let outcome = await resumed.go();
        while (outcome.kind === 'needs-attention') {
          for (const path of outcome.paths) resumed.events.push({ type: 'step.retried', at: 0, path, by: 'ada' });
          outcome = await resumed.go();
        }
        expect(view(plan, resumed.events)).toEqual(view(plan, run.events));
        const state = foldRun(plan, journal).top.steps.find(({ step }) => step.id === 'each');
        expect(state?.loop?.items.length ?? 0).toBeLessThanOrEqual(Math.max(...sizes));
      }
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('a journal of any length is folded without keeping what has passed', async () => {
    const { call } = api(Array.from({ length: 30 }, () => 100));
    const run = testRun(drawing(), { call });
    await run.go();
    const { ready } = foldRun(loadPlan(drawing()), run.events);
    expect(ready.length).toBeLessThanOrEqual(1_001);
  });

  it('the view shows how far it is, and each item that is asked for', async () => {
    const { call } = api([2, 3]);
    const run = testRun(drawing(), { call });
    await run.go();
    const plan = loadPlan(drawing());
    const atFirstPage = run.events.findIndex((event) => event.type === 'loop.started') + 1;
    const early = viewRun(plan, run.events.slice(0, atFirstPage)).steps;
    expect(early.find(({ path }) => path === 'list')?.pages).toEqual({ count: 1, items: 2, hasMore: true });
    expect(early.find(({ path }) => path === 'each')?.items).toMatchObject({ count: 2, isSoFar: true });
    const late = viewState(foldRun(plan, run.events, new Map([['each', 3]]))).steps;
    expect(late.find(({ path }) => path === 'each')?.rounds).toEqual([['succeeded', 5]]);
    expect(late.find(({ path }) => path === 'each[3]/send')?.input).toEqual({ item: 3, index: 3 });
  });
});

/** A worker whose power goes at one of its writes, before it takes hold or right after. */
function cutAt({ kit, journal }: ReturnType<typeof testRun>, atWrite: number) {
  let writes = 0;
  return {
    ports: {
      clock: { now: kit.now },
      random: () => 0.5,
      operations: {
        compute: kit.compute,
        call: async (request: CallRequest) => {
          const given = await kit.call(request);
          return given !== null && typeof given === 'object' && 'page' in given
            ? {
                outlet: 'done',
                output: given.page,
                ...('more' in given && given.more !== undefined && { more: given.more }),
              }
            : { outlet: 'done', output: given };
        },
      },
      journal: {
        read: journal.read,
        append: async (runId: string, length: number, events: readonly RunEvent[]) => {
          if (writes++ < atWrite) return journal.append(runId, length, events);
          if (atWrite % 2 === 0) await journal.append(runId, length, events);
          throw new Error('The power went.');
        },
      },
    },
  };
}

function view(plan: ReturnType<typeof loadPlan>, events: readonly RunEvent[]) {
  const { status, steps, edges } = viewRun(plan, events);
  const seen = steps.map(({ path, status: was, output, pages, items }) => ({ path, was, output, pages, items }));
  return { status, edges, seen };
}
