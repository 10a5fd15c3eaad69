const SEPARATOR = '\u0001';

/** Values as an array literal of PostgreSQL: ids and numbers, in which nothing needs escaping. */
export const list = (values: readonly (string | number | null)[]): string =>
  `{${values.map((v) => v ?? 'null').join(',')}}`;

/** Texts as one text, which the server splits. None may hold the separator, as no JSON does. */
export const texts = (values: readonly string[]): string => values.join(SEPARATOR);

/** The parameters of a statement that is put together of parts. */
export class Parameters {
  readonly values: (string | null)[] = [];

  /** Gives the placeholder. */
  add(value: string | null): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
