const MOST_KEYS = 20_000;

type Bucket = { left: number; at: number };

/** Token buckets by key: each holds `burst` and fills up again at `perSecond`. In the memory of this process only. */
export class Buckets {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: { burst: number; perSecond: number; now(): number }) {
    this.#burst = options.burst;
    this.#perSecond = options.perSecond;
    this.#now = options.now;
  }

  /** Takes one; false when there is none left. */
  take(key: string): boolean {
    const bucket = this.#filled(key);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }

  isEmpty(key: string): boolean {
    return this.#buckets.has(key) && this.#filled(key).left < 1;
  }

  /** How many seconds until there is one again. */
  secondsUntilNext(key: string): number {
    return Math.max(1, Math.ceil((1 - this.#filled(key).left) / this.#perSecond));
  }

  #filled(key: string): Bucket {
    const now = this.#now();
    const known = this.#buckets.get(key);
    if (known === undefined) {
      if (this.#buckets.size >= MOST_KEYS) this.#forgetFull(now);
      const bucket = { left: this.#burst, at: now };
      this.#buckets.set(key, bucket);
      return bucket;
    }
    known.left = this.#leftOf(known, now);
    known.at = now;
    return known;
  }

  #leftOf({ left, at }: Bucket, now: number): number {
    return Math.min(this.#burst, left + (Math.max(0, now - at) / 1_000) * this.#perSecond);
  }

  /** A full bucket is as one that was never there. Where none is full, somebody sends from everywhere: all start anew. */
  #forgetFull(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (this.#leftOf(bucket, now) >= this.#burst) this.#buckets.delete(key);
    }
    if (this.#buckets.size >= MOST_KEYS) this.#buckets.clear();
  }
}
