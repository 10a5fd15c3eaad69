export type FarRunsOptions = {
  /** Tells all processes, this one too. */
  tell(words: string): Promise<void>;
  now(): number;
  onError(error: unknown): void;
};

const SAID_AGAIN_MS = 20_000;
const WATCHED_MS = 50_000;
/** So many screens are not open; what is watched and forgotten here is still looked at every second there. */
const MOST_WATCHED = 10_000;

/**
 * Runs that are watched in one process and moved in another. A watcher says so to all processes, and only what is watched
 * is told of: a notification with every append would make all commits queue for PostgreSQL's one list of them.
 */
export class FarRuns {
  readonly #options: FarRunsOptions;
  /** Watched somewhere else, until when. */
  readonly #watched = new Map<string, number>();
  readonly #here = new Map<string, Set<() => void>>();
  readonly #telling = new Map<string, { isAgain: boolean }>();

  constructor(options: FarRunsOptions) {
    this.#options = options;
  }

  /** Calls `stir` when another process has moved this run. Returns how to stop. */
  watch(runId: string, stir: () => void): () => void {
    const watchers = this.#here.get(runId) ?? new Set();
    this.#here.set(runId, watchers.add(stir));
    const say = () => void this.#say(`watch ${runId}`);
    say();
    const timer = setInterval(say, SAID_AGAIN_MS);
    return () => {
      clearInterval(timer);
      watchers.delete(stir);
      if (watchers.size === 0) this.#here.delete(runId);
    };
  }

  /** For each piece of news of any run that is moved here. Costs one look-up where nobody watches. */
  moved(runId: string): void {
    const until = this.#watched.get(runId);
    if (until === undefined) return;
    if (until < this.#options.now()) this.#watched.delete(runId);
    else void this.#tell(runId);
  }

  /** What `tell` told in some process. */
  heard(words: string): void {
    const [what, runId = ''] = words.split(' ');
    if (what === 'moved') for (const stir of this.#here.get(runId) ?? []) stir();
    if (what !== 'watch') return;
    if (this.#watched.size >= MOST_WATCHED) this.#watched.clear();
    this.#watched.set(runId, this.#options.now() + WATCHED_MS);
  }

  /** One at a time for each run: what comes meanwhile is told of together. */
  async #tell(runId: string): Promise<void> {
    const underWay = this.#telling.get(runId);
    if (underWay !== undefined) {
      underWay.isAgain = true;
      return;
    }
    const telling = { isAgain: true };
    this.#telling.set(runId, telling);
    while (telling.isAgain) {
      telling.isAgain = false;
      await this.#say(`moved ${runId}`);
    }
    this.#telling.delete(runId);
  }

  async #say(words: string): Promise<void> {
    await this.#options.tell(words).catch(this.#options.onError);
  }
}
