/** Patchbay cannot start. `message` is the one plain sentence the person at the terminal reads, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
