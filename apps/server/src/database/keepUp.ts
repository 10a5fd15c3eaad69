const LOOK_MS = 1_000;

export type KeepUp = {
  isUp(): Promise<boolean>;
  /** May fail, as on a disk that is full: then it is tried again and again. */
  bringUp(): Promise<void>;
};

/** Looks every second whether something is up, and brings it up where it is not. Gives what ends that. */
export function keepUp({ isUp, bringUp }: KeepUp): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  const look = async () => {
    if (!(await isUp())) await bringUp();
  };
  const timer = setInterval(() => {
    underWay ??= look()
      // Whoever needs it says that it is away; what it says itself is in its log.
      .catch(() => undefined)
      .finally(() => {
        underWay = undefined;
      });
  }, LOOK_MS).unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
