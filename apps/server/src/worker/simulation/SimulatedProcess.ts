import type { CallRequest, CallResult, LoadedPlan } from '@patchbay/execution';
import type { NewRun, RunJournal } from '../../store/journal/journal.ts';
import type { RunQueue } from '../../store/queue.ts';
import { Worker } from '../worker.ts';
import type { Story } from './Story.ts';

/** The database or the way to it has failed. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
}

/**
 * One process with a real `Worker` in it, whose every word to the outside takes a while and may be lost. When it dies, what
 * it said before still takes hold and nothing reaches it any more; frozen, it hears everything late.
 */
export class SimulatedProcess {
  readonly worker: Worker;
  readonly #story: Story;
  #isAlive = true;
  #frozenUntil = 0;
  #take: ((runIds: string[]) => Promise<void>) | undefined;

  constructor(story: Story, { id, instance, plan }: { id: string; instance: string; plan: LoadedPlan }) {
    this.#story = story;
    const { time, chance, database, turns, outside } = story;
    this.worker = new Worker({
      id,
      instance,
      journal: this.#journal(),
      leases: this.#asking(database.leases),
      queue: this.#queue(),
      turns: this.#asking(turns.turns),
      heldBack: this.#asking(turns.heldBack),
      room: story.room,
      plans: { get: async () => plan },
      operationsOf: () => ({
        compute: ({ input }) => ({ outlet: 'done', output: input }),
        call: (request) => this.#call(request, outside),
      }),
      makeRoom: async () => undefined,
      now: () => time.now,
      random: () => chance.next(),
      onError: (error) => story.wentWrong(error),
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get takes(): boolean {
    return this.#isAlive && this.#take !== undefined;
  }

  crash(): void {
    this.#isAlive = false;
  }

  freeze(ms: number): void {
    this.#frozenUntil = this.#story.time.now + ms;
  }

  /** A job of the queue arrives. What becomes of it is not the queue's business. */
  bring(runIds: string[]): void {
    this.#awake(() => void this.#take?.(runIds).catch(() => undefined));
  }

  /** Another process says that a person moved this run, or that there is a word for it. */
  told(runId: string, { isWord }: { isWord: boolean }): void {
    this.#awake(() => (isWord ? this.worker.hear(runId) : this.worker.abandon(runId)));
  }

  #journal(): RunJournal {
    const { database } = this.#story;
    const appending =
      (opens?: NewRun): RunJournal['append'] =>
      (runId, length, events) =>
        this.#ask(async () => database.append(runId, length, { events, ...(opens && { opens }) }));
    const read = (runId: string) => this.#ask(async () => [...database.eventsOf(runId)]);
    return {
      read,
      readFrom: async (runId, from) => (await read(runId)).slice(from),
      pages: async function* (runId) {
        yield { events: await read(runId), size: 0 };
      },
      length: async (runId) => (await read(runId)).length,
      append: appending(),
      opening: (run) => ({ read, append: appending(run) }),
      idle: async () => undefined,
    };
  }

  #queue(): RunQueue {
    return {
      send: (runIds, at) => this.#ask(async () => this.#story.send(runIds, at)),
      take: async (take) => {
        this.#take = take;
      },
      rest: async () => {
        this.#take = undefined;
      },
      stop: async () => undefined,
    };
  }

  #call(request: CallRequest, outside: Story['outside']): Promise<CallResult> {
    return new Promise((resolve) => {
      this.#awake(() => {
        this.#story.calls(request, this.worker.id);
        outside.call(request, (result) => {
          result.catch(() => undefined);
          this.#awake(() => resolve(result));
        });
      });
    });
  }

  /** A store each of whose statements is on its way for a while. */
  #asking<Store extends object>(store: Store): Store {
    const statements = Object.entries(store).map(([name, statement]) => [
      name,
      (...given: unknown[]) => this.#ask(() => (statement as (...given: unknown[]) => Promise<unknown>)(...given)),
    ]);
    return Object.fromEntries(statements) as Store;
  }

  /** A statement on its way to the database and its answer on the way back, either of which may be lost. */
  #ask<T>(statement: () => Promise<T>): Promise<T> {
    const { time, chance, faults } = this.#story;
    const takeHold = ({ resolve, reject }: PromiseWithResolvers<T>) => {
      const isLost = faults.isDatabaseDown(time.now) || chance.happens(faults.lostWords);
      const isAnswerLost = chance.happens(faults.lostWords);
      const answer = isLost ? Promise.reject(new OutOfReach()) : statement();
      answer.catch(() => undefined);
      time.after(chance.between(1, 15), () => {
        this.#awake(() => (isAnswerLost ? reject(new OutOfReach()) : resolve(answer)));
      });
    };
    const asked = Promise.withResolvers<T>();
    this.#awake(() => time.after(chance.between(1, 15), () => takeHold(asked)));
    return asked.promise;
  }

  /** Acts now, or as soon as the process is thawed; never, when it is dead. */
  #awake(act: () => void): void {
    const { time } = this.#story;
    if (!this.#isAlive) return;
    const wait = this.#frozenUntil - time.now;
    if (wait > 0) time.after(wait, () => this.#awake(act));
    else act();
  }
}
