/** What was asked for cannot be done, and why, for the person who typed it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
