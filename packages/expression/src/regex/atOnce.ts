import type { PatternCompiler } from './engine.ts';
import { compileRe2 } from './re2.ts';

/** The engine for regular expressions. In Node it is simply there; the browser's counterpart is `onDemand.ts`. */
export function patternCompiler(): PatternCompiler | undefined {
  return compileRe2;
}

/** Resolves when formulas with regular expressions can be evaluated. */
export async function loadPatterns(): Promise<void> {
  await Promise.resolve();
}

/** Whether formulas with regular expressions can be evaluated. */
export function hasPatterns(): boolean {
  return true;
}

/** There is nothing to wait for. */
export function watchPatterns(_watcher: () => void): () => void {
  return () => undefined;
}
