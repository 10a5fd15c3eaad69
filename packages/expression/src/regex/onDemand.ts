import type { PatternCompiler } from './engine.ts';

// The engine is 45 KiB compressed, as much as the rest of this package, and few formulas need it: in the browser it
// is fetched when the first of them is compiled.
let compiler: PatternCompiler | undefined;
let loading: Promise<void> | undefined;
const watchers = new Set<() => void>();

/** The engine for regular expressions; undefined until it has been fetched, which the first call begins. */
export function patternCompiler(): PatternCompiler | undefined {
  if (!compiler) void loadPatterns();
  return compiler;
}

/** Resolves when formulas with regular expressions can be evaluated, or when the engine could not be fetched. */
export function loadPatterns(): Promise<void> {
  loading ??= fetchEngine();
  return loading;
}

/** Whether formulas with regular expressions can be evaluated. Fetches nothing. */
export function hasPatterns(): boolean {
  return compiler !== undefined;
}

/** Calls back when the engine that a formula asked for has come. Gives what ends that. */
export function watchPatterns(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

async function fetchEngine(): Promise<void> {
  try {
    compiler = (await import('./re2.ts')).compileRe2;
    for (const watcher of watchers) watcher();
  } catch {
    // Offline, perhaps: the next formula that needs it tries again.
    loading = undefined;
  }
}
