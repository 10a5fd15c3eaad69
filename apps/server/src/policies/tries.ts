/** How often something may be tried: so often at once, then so often a second. `name` keeps the counts of two apart. */
export type TryLimit = { name: string; burst: number; perSecond: number };

/**
 * Counts a try of `who` and lets it pass: 0; else how many seconds until the next may, and it was not counted. Counted for
 * all processes together.
 */
export type TakeTry = (limit: TryLimit, who: string) => Promise<number>;
