import type { Catalog, CatalogOperation, FlowSignature } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { FlowDocument, Step } from '../document.ts';
import { own } from '../equal.ts';
import { type FlowGraph, loopsAround } from '../graph.ts';
import { quoted } from '../words.ts';

/** What every part of the check looks at. */
export type CheckContext = {
  document: FlowDocument;
  graph: FlowGraph;
  operationOf(step: Step): CatalogOperation | undefined;
  /** What another flow takes and gives, where that is known. */
  signatureOf(flowId: string): FlowSignature | undefined;
  /** Whether it is switched off, by itself or with a loop around it. */
  isOff(step: Step): boolean;
};

export function checkContext(document: FlowDocument, catalog: Catalog, graph: FlowGraph): CheckContext {
  const operations = new Map(Object.values(document.steps).map((step) => [step, catalog.find(step.uses)]));
  const isOff = (step: Step) =>
    step.disabled === true ||
    loopsAround(document, step.id).some((loop) => own(document.steps, loop)?.disabled === true);
  return {
    document,
    graph,
    operationOf: (step) => operations.get(step),
    signatureOf: (id) => catalog.signatureOf?.(id),
    isOff,
  };
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
