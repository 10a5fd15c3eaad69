/** To tRPC's types, a value whose JSON is `T`; they follow `toJSON`, and would otherwise make each `unknown` field optional. */
type Sent<T> = T & { toJSON(): T };

/** Marks a value that is already plain JSON, so the browser gets the very type it had here. */
export function sent<T>(value: T): Sent<T> {
  return value as Sent<T>; // A brand: nothing is called.
}
