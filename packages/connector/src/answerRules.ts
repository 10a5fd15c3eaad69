import type { Failure } from './failure.ts';
import type { Json } from './json.ts';

/**
 * A place inside JSON, as names and numbers between dots: `data.items`, `choices.0.text`; empty: the whole.
 * Read by `valueAt`.
 */
export type Path = string;

/** Where a value of a request goes. In a body: a path of names. */
export type Place = { in: 'query' | 'header' | 'body'; name: string };

/**
 * How a list that comes page by page goes on. An operation with one has the input `pages` (the first `count`, or all) and
 * gives `{ items, count, hasMore }`.
 */
export type Paging = {
  /** Where the list stands in an answer. */
  items: Path;
  /** Where the size of a page is asked for, and the largest there is. */
  size?: Place & { most: number };
} & (
  | {
      style: 'cursor';
      next: Path;
      to: Place /** Says whether there is more, where the cursor alone does not. */;
      more?: Path;
    }
  | { style: 'offset'; to: Place; total?: Path }
  | { style: 'page'; to: Place; first?: 0 | 1; total?: Path }
  /** The first page is the only one. */
  | { style: 'once' }
  /** `Link: <...>; rel="next"`. */
  | { style: 'link' }
  | { style: 'nextUrl'; next: Path }
  | { style: 'lastItem'; item: Path; to: Place; more?: Path }
);

/** What an answer means where its status alone does not say. */
export type AnswerRules = {
  /** The answer is a refusal, whatever its status, where the value at this place is one of these, or is there at all. */
  refusedWhen?: { at: Path; is?: readonly Json[] };
  /** Where a refusal has its words, and its code. The first place that is there counts. */
  message?: Path | readonly Path[];
  code?: Path | readonly Path[];
  /** By code: what to do, in a sentence, and what would help. */
  advice?: Readonly<Record<string, { sentence?: string; retry?: Failure['retry'] }>>;
};

/** Which part of the answer is the output. */
export type OutputPart = {
  /** Where it stands. */
  at?: Path;
  /** New names for parts of it, by path; everything else is left out. */
  pick?: Readonly<Record<string, Path>>;
};

/** A call that is answered before its work is done: another operation is asked until it is. */
export type LongRunning = {
  /** The operation that tells how far it is; it may be hidden. */
  operation: string;
  /** What is put into it: values, or `{ from }`, a place in the first answer. */
  input: Readonly<Record<string, Json | { from: Path }>>;
  /** Where its answer says how far it is, and what that says when it is done and when it failed. */
  state: Path;
  done: readonly Json[];
  failed?: readonly Json[];
  /** Milliseconds between two questions; 2,000 unless told. */
  everyMs?: number;
};

/** At most so many requests in a window, counted for a connected account over all machines. */
export type RateLimit = { requests: number; perMs: number };
