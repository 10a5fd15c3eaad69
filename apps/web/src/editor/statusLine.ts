let text = '';
const listeners = new Set<() => void>();

/** Says something to people who hear the screen: what a key just did, where they are now. Polite; the last word counts. */
export function announce(sentence: string): void {
  // The same sentence twice must be heard twice.
  text = sentence === text ? `${sentence}\u00a0` : sentence;
  for (const listener of listeners) listener();
}

export function subscribeToStatus(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentStatus(): string {
  return text;
}
