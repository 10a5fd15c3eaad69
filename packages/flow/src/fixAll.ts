import { applyFix } from './applyFix.ts';
import type { Catalog } from './catalog.ts';
import { check } from './check/check.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';
import type { EdgeId, FlowDocument } from './document.ts';

/** Rounds that no sound document comes near. */
const MOST = 200;

/** What was fixed, and by what. */
export type Fixed = { diagnostic: Diagnostic; fix: Fix };

/**
 * A document without the errors that can be fixed in one way alone, and what was done for it. Where a person has to choose,
 * among wires, accounts or several fixes, nothing is done.
 */
export function fixAll(
  document: FlowDocument,
  { catalog, newEdge }: { catalog: Catalog; newEdge(): EdgeId },
): { document: FlowDocument; fixed: Fixed[] } {
  const fixed: Fixed[] = [];
  let current = document;
  while (fixed.length < MOST) {
    const [next] = check(current, catalog).flatMap((diagnostic) => onlyFix(diagnostic) ?? []);
    if (next === undefined) break;
    current = applyFix(current, { ...next, newEdge });
    fixed.push(next);
  }
  return { document: current, fixed };
}

function onlyFix(diagnostic: Diagnostic): Fixed | undefined {
  const [fix, ...others] = diagnostic.fixes ?? [];
  if (diagnostic.severity !== 'error' || fix === undefined || others.length > 0) return undefined;
  return fix.kind === 'account' || fix.kind === 'join' ? undefined : { diagnostic, fix };
}
