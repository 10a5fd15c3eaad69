import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Company, Presence } from './Presence.ts';
import type { Visitor } from './visitor.ts';

/** Two processes that hear each other, and themselves, as through the database. */
function pair() {
  const told: { kind: string }[] = [];
  let now = 0;
  const processes = new Map<Presence, { isCut: boolean }>();
  const asking = new Set<() => void>();
  const open = () => {
    const wire = { isCut: false };
    const presence = new Presence({
      async tell(words) {
        told.push(JSON.parse(words));
        if (wire.isCut) return;
        for (const [process, { isCut }] of processes) if (!isCut) process.heard(words);
      },
      now: () => now,
      every(_ms, callback) {
        asking.add(callback);
        return () => asking.delete(callback);
      },
      onError: (error) => expect(error).toBeUndefined(),
    });
    processes.set(presence, wire);
    return { presence, wire };
  };
  const pass = async (ms: number) => {
    now += ms;
    for (const ask of asking) ask();
    await settled();
  };
  return { here: open(), there: open(), told, asking, pass };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const FLOW = 'flow';
const visitor = (name: string, tab = '1'): Visitor => ({ clientId: tab, userId: name, name, stepId: null });

let world: ReturnType<typeof pair>;
const open: AbortController[] = [];
beforeEach(() => {
  world = pair();
});
afterEach(() => {
  for (const tab of open.splice(0)) tab.abort();
});

/** A tab of somebody: what it was told last, and how often it was asked whether it is still there. */
async function come({ presence }: { presence: Presence }, who: Visitor, flowId = FLOW) {
  const closing = new AbortController();
  open.push(closing);
  const tab = { last: [] as Company['visitors'], asked: 0, leave };
  async function leave() {
    closing.abort();
    await settled();
  }
  void (async () => {
    for await (const { visitors, isAsked } of presence.follow({ flowId, ...who }, closing.signal)) {
      tab.last = visitors;
      if (isAsked) tab.asked += 1;
    }
  })();
  await settled();
  return tab;
}

const namesIn = ({ last }: { last: Company['visitors'] }) => last.map(({ name }) => name);

it('shows each the other, whichever process holds their tabs, until one leaves', async () => {
  const { here, there } = world;
  const ann = await come(here, visitor('Ann'));
  const bo = await come(there, visitor('Bo'));
  const cy = await come(here, visitor('Cy'));
  expect([ann, bo, cy].map(namesIn)).toEqual([
    ['Bo', 'Cy'],
    ['Ann', 'Cy'],
    ['Ann', 'Bo'],
  ]);
  await bo.leave();
  expect([ann, cy].map(namesIn)).toEqual([['Cy'], ['Ann']]);
});

it('shows nobody who has another flow open', async () => {
  const ann = await come(world.here, visitor('Ann'));
  const bo = await come(world.there, visitor('Bo'), 'another');
  expect([ann, bo].map(namesIn)).toEqual([[], []]);
});

it('shows a second tab of the same person, and a tab that opened its stream anew once', async () => {
  const first = await come(world.here, visitor('Ann', 'a'));
  await come(world.there, visitor('Ann', 'b'));
  const again = await come(world.there, visitor('Ann', 'b'));
  expect(first.last).toEqual([visitor('Ann', 'b')]);
  await again.leave();
  expect(first.last).toEqual([visitor('Ann', 'b')]);
});

it('passes on which step somebody has open, whichever process is told', async () => {
  const { here, there } = world;
  const ann = await come(here, visitor('Ann'));
  await come(there, visitor('Bo'));
  await here.presence.move({ flowId: FLOW, clientId: '1', userId: 'Bo', stepId: 'pay' });
  expect(ann.last).toEqual([{ ...visitor('Bo'), stepId: 'pay' }]);
  // Nobody moves somebody else: another person is another tab, whatever it is called.
  await here.presence.move({ flowId: FLOW, clientId: '1', userId: 'Eve', stepId: 'other' });
  expect(ann.last).toEqual([{ ...visitor('Bo'), stepId: 'pay' }]);
});

it('asks nobody and says nothing while somebody is alone', async () => {
  const { here, told, asking, pass } = world;
  const ann = await come(here, visitor('Ann'));
  await pass(60_000);
  expect({ asked: ann.asked, told: told.map(({ kind }) => kind), asking: asking.size }).toEqual({
    asked: 0,
    told: ['here'],
    asking: 0,
  });
});

it('asks those who are together where they are, from the first moment on, and stops when one is alone again', async () => {
  const { here, there, asking, pass } = world;
  const ann = await come(here, visitor('Ann'));
  const bo = await come(there, visitor('Bo'));
  expect([ann.asked, bo.asked]).toEqual([1, 1]);
  await pass(5_000);
  expect([ann.asked, bo.asked]).toEqual([2, 2]);
  await bo.leave();
  await pass(5_000);
  expect([ann.asked, asking.size]).toEqual([2, 0]);
});

it('lets go of who answers no more, and shows them again once they do', async () => {
  const { here, there, pass } = world;
  const answer = (who: string) => here.presence.move({ flowId: FLOW, clientId: '1', userId: who, stepId: 'pay' });
  const ann = await come(here, visitor('Ann'));
  const bo = await come(there, visitor('Bo'));
  for (let second = 5; second <= 15; second += 5) {
    await pass(5_000);
    await answer('Ann');
  }
  expect([namesIn(ann), namesIn(bo)]).toEqual([[], ['Ann']]);
  await answer('Bo');
  await settled();
  expect(ann.last).toEqual([{ ...visitor('Bo'), stepId: 'pay' }]);
});

it('lets go of those whose process is gone, and tells who is here after a time without hearing', async () => {
  const { here, there, pass } = world;
  const ann = await come(here, visitor('Ann'));
  await come(there, visitor('Bo'));
  there.wire.isCut = true;
  await pass(12_000);
  expect(namesIn(ann)).toEqual([]);
  there.wire.isCut = false;
  there.presence.missed();
  await settled();
  expect(namesIn(ann)).toEqual(['Bo']);
});

it('passes on five moves of a person in a second, and the next a second later', async () => {
  const { here, told, pass } = world;
  const moves = () => told.filter(({ kind }) => kind === 'moved').length;
  const move = () => here.presence.move({ flowId: FLOW, clientId: '1', userId: 'Ann', stepId: null });
  for (let n = 0; n < 50; n += 1) await move();
  expect(moves()).toBe(5);
  await pass(1_000);
  await move();
  expect(moves()).toBe(6);
});

it('shows fifty of those who come, and the others what there is to see', async () => {
  for (let n = 0; n < 60; n += 1) await come(world.here, visitor(`P${n}`));
  const last = await come(world.there, visitor('Ann'));
  expect(last.last).toHaveLength(50);
});

it('cuts a name to what fits, and hears past what it does not know', async () => {
  const ann = await come(world.here, visitor('Ann'));
  world.here.presence.heard('{"kind":"danced","flowId":"flow"}');
  await come(world.there, { ...visitor('Bo'), name: 'x'.repeat(9_000) });
  expect(namesIn(ann)).toEqual(['x'.repeat(100)]);
});
