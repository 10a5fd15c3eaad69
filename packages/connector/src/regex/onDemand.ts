import type { Finder } from './re2.ts';

// The engine is 45 KiB compressed, a tenth of the editor, and most descriptions have no patterns.
let compiler: ((source: string) => Finder) | undefined;
let loading: Promise<void> | undefined;

/** The engine for patterns; undefined until it has been fetched, which the first call begins. */
export function patternCompiler(): ((source: string) => Finder) | undefined {
  if (!compiler) void loadPatterns();
  return compiler;
}

/** Resolves when values can be checked against patterns, or when the engine could not be fetched. */
export function loadPatterns(): Promise<void> {
  loading ??= fetchEngine();
  return loading;
}

async function fetchEngine(): Promise<void> {
  try {
    compiler = (await import('./re2.ts')).compileRe2;
  } catch {
    // Offline, perhaps: the next pattern tries again.
    loading = undefined;
  }
}
