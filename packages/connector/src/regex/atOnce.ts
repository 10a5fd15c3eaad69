import { compileRe2, type Finder } from './re2.ts';

/** The engine for patterns. In Node it is simply there; the browser's counterpart is `onDemand.ts`. */
export function patternCompiler(): ((source: string) => Finder) | undefined {
  return compileRe2;
}

/** Resolves when values can be checked against patterns. */
export async function loadPatterns(): Promise<void> {
  await Promise.resolve();
}
