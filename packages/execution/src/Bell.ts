/**
 * Rung when somebody has added a word to the journal of a run that is under way here: whoever moves the run then looks
 * there at once, and not only with its next write.
 */
export class Bell {
  private listener: (() => void) | undefined;
  /** Whether it was rung since the last `answer`. */
  isRung = false;

  ring(): void {
    this.isRung = true;
    this.listener?.();
  }

  /** Whether it was rung; it is quiet again after that. */
  answer(): boolean {
    const { isRung } = this;
    this.isRung = false;
    return isRung;
  }

  /** Calls `listener` at every ring, instead of the one before. */
  listen(listener: () => void): void {
    this.listener = listener;
  }
}
