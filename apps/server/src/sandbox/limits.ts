/** What one code step may use. Larger or longer is a Failure in words. */
export const LIMITS = {
  timeMs: 10_000,
  memoryBytes: 64 * 1024 * 1024,
  /** Of the interpreter's own stack; more lets deep recursion break the interpreter instead of being refused by it. */
  stackBytes: 128 * 1024,
  codeCharacters: 200_000,
  inputCharacters: 10_000_000,
  resultCharacters: 5_000_000,
  logLines: 500,
  logCharacters: 50_000,
  logLineCharacters: 2_000,
  messageCharacters: 500,
} as const;

/** More than the longest answer that is allowed, escaped. A child that sends more has broken out, and is ended. */
export const LONGEST_LINE = 2 * LIMITS.resultCharacters + 4 * LIMITS.logCharacters;

/** The same of a job. */
export const LONGEST_JOB = 2 * (LIMITS.inputCharacters + LIMITS.codeCharacters) + 1_000;
