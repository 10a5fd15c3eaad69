type Timer = { at: number; order: number; act: () => void; everyMs?: number; isOver: boolean };

/** The real one, from before anything was replaced. */
const { setImmediate: nextTurn } = globalThis;

/**
 * A clock that only a test moves: from one timer straight to the next, with every promise settled in between. Timers of the
 * same moment go off in the order they were set, so the same story always goes the same way.
 */
export class VirtualTime {
  now = 0;
  #order = 0;
  readonly #heap: Timer[] = [];

  /** What timers are replaced by while a story is told. */
  readonly globals = {
    setTimeout: (act: () => void, ms = 0) => this.after(ms, act),
    setInterval: (act: () => void, ms = 0) => this.#set({ act, ms, everyMs: ms }),
    clearTimeout: (timer: Timer | undefined) => this.#clear(timer),
    clearInterval: (timer: Timer | undefined) => this.#clear(timer),
  };

  after(ms: number, act: () => void): Timer {
    return this.#set({ act, ms });
  }

  /** Moves on until `isOver`, or until nothing is left to happen before `until`. */
  async run({ until, isOver }: { until: number; isOver(): boolean }): Promise<void> {
    await settle();
    while (!isOver()) {
      const timer = this.#next();
      if (timer === undefined || timer.at > until) return;
      this.now = Math.max(this.now, timer.at);
      timer.act();
      if (timer.everyMs !== undefined && !timer.isOver) this.#push(timer, this.now + timer.everyMs);
      await settle();
    }
  }

  #set({ act, ms, everyMs }: { act: () => void; ms: number; everyMs?: number }): Timer {
    const timer: Timer = { at: 0, order: 0, act, isOver: false, ...(everyMs !== undefined && { everyMs }) };
    this.#push(timer, this.now + Math.max(1, ms));
    return timer;
  }

  #clear(timer: Timer | undefined): void {
    if (timer !== undefined) timer.isOver = true;
  }

  #push(timer: Timer, at: number): void {
    timer.at = at;
    timer.order = this.#order++;
    const heap = this.#heap;
    let place = heap.push(timer) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (isBefore(heap[above], timer)) break;
      swap(heap, place, above);
      place = above;
    }
  }

  #next(): Timer | undefined {
    for (;;) {
      const timer = this.#pop();
      if (timer === undefined || !timer.isOver) return timer;
    }
  }

  #pop(): Timer | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      const least = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      if (heap[least] === undefined || isBefore(heap[place], heap[least])) return first;
      swap(heap, place, least);
      place = least;
    }
  }
}

function isBefore(one: Timer | undefined, other: Timer | undefined): boolean {
  if (one === undefined || other === undefined) return other === undefined && one !== undefined;
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function swap(heap: Timer[], one: number, other: number): void {
  const [a, b] = [heap[one], heap[other]];
  if (a === undefined || b === undefined) return;
  heap[one] = b;
  heap[other] = a;
}

/** A turn of the real event loop: every promise that can settle has settled. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    nextTurn(resolve);
  });
}
