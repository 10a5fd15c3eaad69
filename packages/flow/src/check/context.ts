import type { Catalog, CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { FlowDocument, Step } from '../document.ts';
import { own } from '../equal.ts';
import type { FlowGraph } from '../graph.ts';
import { quoted } from '../words.ts';

/** What every part of the check looks at. */
export type CheckContext = {
  document: FlowDocument;
  graph: FlowGraph;
  operationOf(step: Step): CatalogOperation | undefined;
};

export function checkContext(document: FlowDocument, catalog: Catalog, graph: FlowGraph): CheckContext {
  const operations = new Map(Object.values(document.steps).map((step) => [step, catalog.find(step.uses)]));
  return { document, graph, operationOf: (step) => operations.get(step) };
}

/** A step's name in quotes; for an id that is not there, words that say so. */
export function nameOf(document: FlowDocument, id: string): string {
  const step = own(document.steps, id);
  return step === undefined ? 'a step that is gone' : quoted(step.name);
}

export function error(code: string, message: string, where: Partial<Diagnostic> = {}): Diagnostic {
  return { code, severity: 'error', message, ...where };
}

export function warning(code: string, message: string, where: Partial<Diagnostic> = {}): Diagnostic {
  return { code, severity: 'warning', message, ...where };
}
