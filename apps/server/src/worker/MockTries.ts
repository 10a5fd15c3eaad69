import { MockMemory } from '@patchbay/connector';

/** So many tries are remembered; they are short, and one that is forgotten is answered with samples again. */
const MOST = 100;

/** What the other side of each try on sample data remembers, in this process. */
export class MockTries {
  readonly #tries = new Map<string, MockMemory>();

  of(runId: string): MockMemory {
    const known = this.#tries.get(runId) ?? new MockMemory();
    this.#tries.delete(runId);
    this.#tries.set(runId, known);
    const oldest = this.#tries.keys().next();
    if (this.#tries.size > MOST && !oldest.done) this.#tries.delete(oldest.value);
    return known;
  }
}
