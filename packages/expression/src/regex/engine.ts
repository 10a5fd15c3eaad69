/** A compiled regular expression of linear time, whatever its text. */
export type Pattern = {
  /** The whole match and its groups at the first place; undefined when it occurs nowhere. Groups not used are null. */
  first(text: string): (string | null)[] | undefined;
  /** Every match without overlaps, from left to right, until `visit` gives false. */
  each(text: string, visit: (match: { start: number; end: number; groups: (string | null)[] }) => boolean): void;
};

export type PatternCompiler = (source: string) => Pattern;
