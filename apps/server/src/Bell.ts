/** Wakes one who waits. Remembers that it was rung while nobody waited. */
export class Bell {
  readonly #signal: AbortSignal;
  #isRung = false;
  #wake: (() => void) | undefined;

  /** Nobody waits any more once `signal` has gone. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake?.(), { once: true });
  }

  ring(): void {
    this.#isRung = true;
    this.#wake?.();
  }

  /** Waits until it is rung. False once the signal has gone. */
  async rung(): Promise<boolean> {
    if (!this.#isRung && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#isRung = false;
    return !this.#signal.aborted;
  }
}
