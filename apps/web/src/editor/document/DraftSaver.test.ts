import { applyDiff, composeDiffs, type FlowDiff, type FlowDocument, mergeDiffs, StepId } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { commandFor, type Doing, doing } from '../commands/commands.fixture.ts';
import { selectSteps } from '../commands/command.ts';
import { moveSteps } from '../commands/moveSteps.ts';
import { renameStep } from '../commands/renameStep.ts';
import { countingRandom } from '../testing.ts';
import { createEditor } from './createEditor.ts';
import { createIds } from './createIds.ts';
import { type Draft, DraftSaver, type SaveAnswer } from './DraftSaver.ts';

const start = flow('order -> ask', 'ask -yes-> ship', 'ask -no-> refund');
const ship = StepId.parse('ship');
const refund = StepId.parse('refund');

/** A server in memory: applies a diff to the revision it was made from, merges it with what came since, or refuses. */
class Server {
  draft: Draft = { document: start, revision: 0 };
  isDown = false;
  /** Answers are lost on their way back, though the request arrived. */
  losesAnswers = false;
  readonly #changes: FlowDiff[] = [];
  readonly #tabs: Tab[] = [];

  join(tab: Tab) {
    this.#tabs.push(tab);
  }

  save(revision: number, diff: FlowDiff, from: Tab): SaveAnswer {
    if (this.isDown) throw new Error('The server cannot be reached.');
    const since = this.#changes.slice(revision);
    const merged = since.length === 0 ? undefined : mergeDiffs(diff, since.reduce(composeDiffs));
    if (merged?.ok === false) return { kind: 'conflict', draft: this.draft };
    const applied = merged?.onTop ?? diff;
    this.draft = { document: applyDiff(this.draft.document, applied), revision: this.draft.revision + 1 };
    this.#changes.push(applied);
    for (const tab of this.#tabs) if (tab !== from) tab.inbox.push({ revision: this.draft.revision, diff: applied });
    if (this.losesAnswers) throw new Error('The answer was lost.');
    return { kind: 'saved', revision: this.draft.revision, merged: merged && this.draft.document };
  }
}

/** One open tab, with a clock that is turned by hand. */
class Tab {
  readonly inbox: { revision: number; diff: FlowDiff }[] = [];
  /** For how long it has asked to be called back, in order. */
  readonly delays: number[] = [];
  readonly saver: DraftSaver;
  readonly editor;
  readonly #timers = new Set<() => void>();

  constructor(server: Server, random = countingRandom()) {
    const { draft } = server;
    this.editor = createEditor({ flow: draft.document, ids: createIds(random), now: () => 0 });
    this.saver = new DraftSaver(this.editor, draft, {
      save: async ({ revision, diff }) => server.save(revision, diff, this),
      load: async () => (server.isDown ? Promise.reject(new Error('The server cannot be reached.')) : server.draft),
      after: (ms, callback) => {
        this.delays.push(ms);
        this.#timers.add(callback);
        return () => this.#timers.delete(callback);
      },
      now: () => 0,
    });
    server.join(this);
    this.saver.start();
  }

  get flow(): FlowDocument {
    return this.editor.getState().flow;
  }

  rename(step: StepId, name: string) {
    this.editor.execute(renameStep({ step, name }));
  }

  /** Lets the timers ring once and everything under way come to rest. */
  async wait() {
    const timers = [...this.#timers];
    this.#timers.clear();
    for (const ring of timers) ring();
    await settled();
  }

  hear() {
    for (const change of this.inbox.splice(0)) this.saver.receive(change);
  }
}

/** All promises that are under way have run: the ports answer without waiting for anything. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

it('saves what was changed, and says so', async () => {
  const server = new Server();
  const tab = new Tab(server);
  tab.rename(ship, 'Ship it');
  expect(tab.saver.getState()).toEqual({ kind: 'saving', changes: 1 });
  await tab.wait();
  expect(server.draft).toEqual({ document: tab.flow, revision: 1 });
  expect(tab.saver.getState().kind).toBe('saved');
});

it('takes the picking of a step for no change: it says nothing anew and sends nothing', async () => {
  const server = new Server();
  const tab = new Tab(server);
  server.save = () => ({ kind: 'refused', message: 'Too large.' });
  tab.rename(ship, 'Ship it');
  await tab.wait();
  const refused = tab.saver.getState();
  expect(refused.kind).toBe('refused');
  tab.editor.select(selectSteps(ship));
  await tab.wait();
  expect(tab.saver.getState()).toBe(refused);
});

it('sends what was changed while a request was under way with the next one', async () => {
  const server = new Server();
  const tab = new Tab(server);
  tab.rename(ship, 'One');
  const first = tab.saver.flush();
  tab.rename(refund, 'Two');
  await first;
  await tab.wait();
  expect(server.draft.document).toEqual(tab.flow);
  expect(server.draft.document.steps.refund?.name).toBe('Two');
});

it('sends what waits when the page goes away, beside a request under way, and nothing twice when the page stays', async () => {
  const server = new Server();
  const tab = new Tab(server);
  tab.rename(ship, 'One');
  const first = tab.saver.flush();
  tab.rename(refund, 'Two');
  tab.saver.leave();
  expect(server.draft.document).toEqual(tab.flow);
  await first;
  await tab.wait();
  expect(tab.saver.getState().kind).toBe('saved');
  expect(server.draft.document).toEqual(tab.flow);
  const { revision } = server.draft;
  tab.saver.leave();
  expect(server.draft.revision).toBe(revision);
});

it('counts what waits while the server cannot be reached, and saves it when it is back', async () => {
  const server = new Server();
  const tab = new Tab(server);
  server.isDown = true;
  tab.rename(ship, 'One');
  await tab.wait();
  tab.rename(refund, 'Two');
  expect(tab.saver.getState()).toEqual({ kind: 'offline', changes: 2 });
  server.isDown = false;
  await tab.wait();
  expect(tab.saver.getState().kind).toBe('saved');
  expect(server.draft.document).toEqual(tab.flow);
});

it('sends what waits as soon as the server is heard of again, without waiting for the next try', async () => {
  const server = new Server();
  const tab = new Tab(server);
  server.isDown = true;
  tab.rename(ship, 'Ship it');
  await tab.wait();
  expect(tab.saver.getState().kind).toBe('offline');
  server.isDown = false;
  tab.delays.length = 0;
  await tab.saver.catchUp();
  expect(tab.delays).toEqual([400]);
  await tab.wait();
  expect(server.draft.document.steps[ship]?.name).toBe('Ship it');
});

it('does nothing twice when an answer is lost', async () => {
  const server = new Server();
  const tab = new Tab(server);
  server.losesAnswers = true;
  tab.editor.execute(commandFor({ what: 'duplicate', a: 0, b: 0, text: '' }, tab.editor.getState()));
  tab.rename(ship, 'Ship it');
  await tab.wait();
  server.losesAnswers = false;
  await tab.wait();
  expect(tab.saver.getState().kind).toBe('saved');
  expect(server.draft.document).toEqual(tab.flow);
  expect(tab.flow.steps.ship?.name).toBe('Ship it');
});

it('merges what another tab changed into the open document, without losing what is unsaved', async () => {
  const server = new Server();
  const [one, two] = [new Tab(server), new Tab(server)];
  two.rename(ship, 'From here');
  await two.wait();
  one.rename(refund, 'Unsaved');
  one.hear();
  expect([one.flow.steps.ship?.name, one.flow.steps.refund?.name]).toEqual(['From here', 'Unsaved']);
  await one.wait();
  two.hear();
  expect(two.flow).toEqual(one.flow);
});

it('merges a move and a new name of the same step', async () => {
  const server = new Server();
  const [one, two] = [new Tab(server), new Tab(server)];
  one.rename(ship, 'Ship it');
  two.editor.execute(moveSteps({ steps: new Map([[ship, { x: 5, y: 6 }]]) }));
  await one.wait();
  await two.wait();
  one.hear();
  expect(two.saver.getState().kind).toBe('saved');
  expect(one.flow.steps.ship).toMatchObject({ name: 'Ship it', position: { x: 5, y: 6 } });
  expect(two.flow).toEqual(one.flow);
});

it('shows both sides when the same thing was changed, and sends nothing until a side is chosen', async () => {
  const server = new Server();
  const [one, two] = [new Tab(server), new Tab(server)];
  one.rename(ship, 'Mine');
  two.rename(ship, 'Theirs');
  two.rename(refund, 'Also');
  await two.wait();
  await one.wait();
  const state = one.saver.getState();
  expect(
    state.kind === 'conflict' && state.conflicts.map(({ id, field, mine, theirs }) => ({ id, field, mine, theirs })),
  ).toEqual([{ id: 'ship', field: ['name'], mine: 'Mine', theirs: 'Theirs' }]);
  expect(one.flow.steps.ship?.name).toBe('Mine');
  await one.wait();
  expect(server.draft.document.steps.ship?.name).toBe('Theirs');
});

it.each([
  ['mine', 'Mine'],
  ['theirs', 'Theirs'],
] as const)('keeps %s when that is chosen, and everything else of both sides', async (side, name) => {
  const server = new Server();
  const [one, two] = [new Tab(server), new Tab(server)];
  one.rename(ship, 'Mine');
  one.rename(StepId.parse('ask'), 'Big?');
  two.rename(ship, 'Theirs');
  two.rename(refund, 'Also');
  await two.wait();
  await one.wait();
  one.saver.choose(side);
  await one.wait();
  expect(one.saver.getState().kind).toBe('saved');
  const names = ['ship', 'ask', 'refund'].map((id) => server.draft.document.steps[id]?.name);
  expect(names).toEqual([name, 'Big?', 'Also']);
});

it('asks about what the other side has now, when it goes on while the person chooses', async () => {
  const server = new Server();
  const [one, two] = [new Tab(server), new Tab(server)];
  one.rename(ship, 'Mine');
  two.rename(ship, 'Thei');
  await two.wait();
  one.hear();
  two.rename(ship, 'Theirs');
  two.rename(refund, 'Also');
  await two.wait();
  one.hear();
  expect(one.saver.getState()).toMatchObject({ kind: 'conflict', conflicts: [{ mine: 'Mine', theirs: 'Theirs' }] });
  one.saver.choose('mine');
  await one.wait();
  expect(one.saver.getState().kind).toBe('saved');
  expect(['ship', 'refund'].map((id) => server.draft.document.steps[id]?.name)).toEqual(['Mine', 'Also']);
});

type Turn = { tab: 0 | 1; doing: Doing; after: 'nothing' | 'wait' | 'hear' };

const turn: fc.Arbitrary<Turn> = fc.record({
  tab: fc.constantFrom(0, 1),
  doing,
  after: fc.constantFrom('nothing', 'wait', 'hear'),
});

it('brings two tabs to the same document, whatever both do and in whatever order it arrives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 20 }), fc.constantFrom('mine', 'theirs'), async (turns, side) => {
      const server = new Server();
      const random = countingRandom();
      const tabs = [new Tab(server, random), new Tab(server, random)] as const;
      for (const { tab: at, doing: one, after } of turns) {
        const tab = tabs[at];
        tab.editor.execute(commandFor(one, tab.editor.getState()));
        if (after === 'wait') await tab.wait();
        if (after === 'hear') tab.hear();
        if (tab.saver.getState().kind === 'conflict') tab.saver.choose(side);
      }
      await comeToRest(tabs, side);
      expect(tabs.map((tab) => tab.saver.getState().kind)).toEqual(['saved', 'saved']);
      expect(tabs[0].flow).toEqual(server.draft.document);
      expect(tabs[1].flow).toEqual(server.draft.document);
    }),
    { numRuns: 150 },
  );
});

it('loses nothing of two people who work on two steps, in whatever order it arrives', async () => {
  const own = fc.record({
    tab: fc.constantFrom(0, 1),
    name: fc.string({ minLength: 1, maxLength: 6 }),
    after: turn.map(({ after }) => after),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(own, { maxLength: 20 }), async (turns) => {
      const server = new Server();
      const tabs = [new Tab(server), new Tab(server)] as const;
      const steps = [ship, refund] as const;
      for (const { tab: at, name, after } of turns) {
        tabs[at].rename(steps[at], name);
        if (after === 'wait') await tabs[at].wait();
        if (after === 'hear') tabs[at].hear();
      }
      await comeToRest(tabs, 'mine');
      const last = (at: number) => turns.findLast(({ tab, name }) => tab === at && name.trim() !== '')?.name.trim();
      const names = steps.map((id) => server.draft.document.steps[id]?.name);
      expect(names).toEqual([last(0) ?? start.steps.ship?.name, last(1) ?? start.steps.refund?.name]);
    }),
  );
});

it('fetches what it missed when a change comes from further on', async () => {
  const server = new Server();
  const [one, two] = [new Tab(server), new Tab(server)];
  two.rename(ship, 'First');
  await two.wait();
  one.inbox.length = 0;
  two.rename(refund, 'Second');
  await two.wait();
  one.hear();
  await one.wait();
  expect(one.flow).toEqual(server.draft.document);
});

it('takes in what comes while its own request is under way', async () => {
  const server = new Server();
  const [one, two] = [new Tab(server), new Tab(server)];
  one.rename(ship, 'Mine');
  const sending = one.saver.flush();
  two.rename(refund, 'Theirs');
  await two.wait();
  one.hear();
  await sending;
  await one.wait();
  expect(one.flow).toEqual(server.draft.document);
});

/** Both tabs save, hear and choose until neither has anything left. */
async function comeToRest(tabs: readonly Tab[], side: 'mine' | 'theirs') {
  for (let round = 0; round < 12; round += 1) {
    for (const tab of tabs) {
      await tab.wait();
      tab.hear();
      if (tab.saver.getState().kind === 'conflict') tab.saver.choose(side);
    }
  }
}
