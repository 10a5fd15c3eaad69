import { availableParallelism } from 'node:os';
import { LIMITS } from './limits.ts';
import type { Job } from './protocol.ts';
import { type Answer, SandboxProcess } from './sandboxProcess.ts';

/** Code to run for a workspace. */
type SandboxRequest = Omit<Job, 'timeMs'> & { workspaceId: string; signal?: AbortSignal };

/** Runs code of people, away from everything. */
export type Sandbox = {
  /** Never rejects. `aborted`: nobody waited any longer. */
  run(request: SandboxRequest): Promise<Answer | { kind: 'aborted' }>;
  close(): Promise<void>;
};

export type SandboxOptions = { size?: number; timeMs?: number; idleMs?: number; start?(): SandboxProcess };

type Waiting = { request: SandboxRequest; begin(place: Place): void };
/** A process of the pool; it serves one workspace all its life. */
type Place = { process: SandboxProcess; workspaceId: string; isBusy: boolean; usedAt: number };

/**
 * A few processes, started when they are needed. A process never sees a second workspace: where the pool is full, the one
 * that was idle longest makes room. While others wait, one workspace holds at most half of them.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return new Pool(options);
}

class Pool implements Sandbox {
  readonly #size: number;
  readonly #timeMs: number;
  readonly #idleMs: number;
  readonly #start: () => SandboxProcess;
  readonly #places = new Set<Place>();
  readonly #waiting: Waiting[] = [];
  /** Started ahead, of no workspace yet: the next one that needs a process need not wait for its start. */
  #spare: SandboxProcess | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor({ size = Math.min(4, Math.max(2, availableParallelism())), timeMs, idleMs, start }: SandboxOptions) {
    this.#size = size;
    this.#timeMs = timeMs ?? LIMITS.timeMs;
    this.#idleMs = idleMs ?? 60_000;
    this.#start = start ?? (() => new SandboxProcess());
  }

  async run(request: SandboxRequest): Promise<Answer | { kind: 'aborted' }> {
    const { code, input, now, seed, signal } = request;
    const place = await this.#placeFor(request);
    if (place === undefined) return { kind: 'aborted' };
    const answer = await place.process.run({ code, input, now, seed, timeMs: this.#timeMs }, signal);
    this.#giveBack(place);
    return signal?.aborted === true ? { kind: 'aborted' } : answer;
  }

  async close(): Promise<void> {
    clearInterval(this.#idle);
    const all = [...Array.from(this.#places, ({ process }) => process), ...(this.#spare ? [this.#spare] : [])];
    this.#spare = undefined;
    for (const process of all) process.kill();
    await Promise.all(all.map(({ gone }) => gone));
  }

  #placeFor(request: SandboxRequest): Promise<Place | undefined> {
    if (request.signal?.aborted === true) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<Place | undefined>();
    const waiting: Waiting = { request, begin: resolve };
    this.#waiting.push(waiting);
    request.signal?.addEventListener('abort', () => this.#forget(waiting) && resolve(undefined), { once: true });
    this.#serve();
    return promise;
  }

  #forget(waiting: Waiting): boolean {
    const at = this.#waiting.indexOf(waiting);
    if (at !== -1) this.#waiting.splice(at, 1);
    return at !== -1;
  }

  /** Gives places to those who wait, in turn, as far as there are any. */
  #serve(): void {
    for (const waiting of this.#waiting.slice()) {
      const place = this.#find(waiting.request.workspaceId);
      if (place === undefined) continue;
      this.#forget(waiting);
      place.isBusy = true;
      waiting.begin(place);
    }
  }

  #find(workspaceId: string): Place | undefined {
    this.#bury();
    const places = [...this.#places];
    const own = places.filter((place) => place.workspaceId === workspaceId);
    const isSharing = this.#waiting.some(({ request }) => request.workspaceId !== workspaceId);
    const busy = own.filter(({ isBusy }) => isBusy).length;
    if (isSharing && busy >= Math.max(1, Math.floor(this.#size / 2))) return undefined;
    const idle = own.find(({ isBusy }) => !isBusy);
    if (idle !== undefined) return idle;
    if (places.length < this.#size) return this.#open(workspaceId);
    const [oldest] = places.filter(({ isBusy }) => !isBusy).sort((left, right) => left.usedAt - right.usedAt);
    if (oldest === undefined) return undefined;
    this.#end(oldest);
    return this.#open(workspaceId);
  }

  #open(workspaceId: string): Place {
    const spare = this.#spare?.isAlive === true ? this.#spare : this.#start();
    this.#spare = undefined;
    const place = { process: spare, workspaceId, isBusy: false, usedAt: performance.now() };
    this.#places.add(place);
    this.#idle ??= setInterval(() => this.#tidy(), this.#idleMs).unref();
    return place;
  }

  #giveBack(place: Place): void {
    place.isBusy = false;
    place.usedAt = performance.now();
    if (!place.process.isAlive) this.#end(place);
    this.#spare ??= this.#startSpare();
    this.#serve();
  }

  #startSpare(): SandboxProcess {
    const spare = this.#start();
    spare.rest();
    return spare;
  }

  /** One can die while it has nothing to do. */
  #bury(): void {
    for (const place of this.#places) if (!place.isBusy && !place.process.isAlive) this.#end(place);
  }

  #end(place: Place): void {
    this.#places.delete(place);
    place.process.kill();
  }

  /** Lets go of processes nobody has used for a while, and of the spare one with the last of them. */
  #tidy(): void {
    const before = performance.now() - this.#idleMs;
    for (const place of this.#places) if (!place.isBusy && place.usedAt < before) this.#end(place);
    if (this.#places.size > 0) return;
    clearInterval(this.#idle);
    this.#idle = undefined;
    this.#spare?.kill();
    this.#spare = undefined;
  }
}
