/** What somebody does on the way to a first flow of their own, in this order. */
export const firstSteps = ['sawRun', 'pickedApi', 'wired', 'tried', 'published'] as const;

/** One of them. */
export type FirstStep = (typeof firstSteps)[number];

/** Which of them were done, by words that may be an older version's. */
export function readFirstSteps(words: readonly string[]): FirstStep[] {
  return firstSteps.filter((step) => words.includes(step));
}
