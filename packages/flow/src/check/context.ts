import { messageOf, type Said, type SaidValue, type Saying, say, spell } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { Catalog, CatalogOperation, KnownAccount, ThingType } from '../catalog.ts';
import { certaintyOf } from '../certainty.ts';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import type { FlowDocument, Step } from '../document.ts';
import { own } from '../equal.ts';
import { type FlowGraph, loopsAround } from '../graph.ts';
import { outletsOf } from '../outlets.ts';
import { thingOf } from '../thingOf.ts';
import { quoted } from '../words.ts';
import { fieldInWords } from './fieldInWords.ts';

/** What every part of the check looks at. */
export type CheckContext = {
  document: FlowDocument;
  graph: FlowGraph;
  operationOf(step: Step): CatalogOperation | undefined;
  /** The types of the flow or table that a step names; null where that is gone, undefined where nothing is known. */
  thingTypeOf(step: Step): ThingType | null | undefined;
  /** Whether it is switched off, by itself or with a loop around it. */
  isOff(step: Step): boolean;
  /** Whether a step before another has run for certain when that does. */
  isCertain(source: string, reader: string): boolean;
  /** The accounts that a step could take, where they are known. */
  accountsFor(step: Step): readonly KnownAccount[];
};

export function checkContext(document: FlowDocument, catalog: Catalog, graph: FlowGraph): CheckContext {
  const operations = new Map(Object.values(document.steps).map((step) => [step, catalog.find(step.uses)]));
  const isOff = (step: Step) =>
    step.disabled === true ||
    loopsAround(document, step.id).some((loop) => own(document.steps, loop)?.disabled === true);
  let certainty: CheckContext['isCertain'] | undefined;
  const known = {
    waysOn: (step: Step) => waysOn(step, operations.get(step)),
    goesOnWithAny: (step: Step) => goesOnWithAny(step, operations.get(step)),
  };
  return {
    document,
    graph,
    isCertain(source, reader) {
      certainty ??= certaintyOf(document, known, graph);
      return certainty(source, reader);
    },
    accountsFor: (step) => {
      const { accountOf = step.uses.connector, accountWay } = operations.get(step) ?? {};
      const accounts = catalog.accounts?.() ?? [];
      return accounts.filter(({ connector, way }) => connector === accountOf && (accountWay ?? way) === way);
    },
    operationOf: (step) => operations.get(step),
    thingTypeOf: (step) => {
      const thing = thingOf(step, operations.get(step));
      return thing && catalog.typeOf?.(thing);
    },
    isOff,
  };
}

function waysOn(step: Step, operation: CatalogOperation | undefined): number {
  return operation === undefined ? 1 : outletsOf(step, operation).length;
}

function goesOnWithAny({ inputs }: Step, operation: CatalogOperation | undefined): boolean {
  const waits = operation?.startsFrom && own(inputs, operation.startsFrom.input);
  return waits?.kind === 'literal' && waits.value === 'any';
}

/** A step's name in quotes; for an id that is not there, words that say so. */
export function nameOf(document: FlowDocument, id: string): SaidValue {
  const step = own(document.steps, id);
  return step === undefined ? say('a step that is gone') : quoted(step.name);
}

/** "'Send mail', Body › Email: it is empty.": a sentence about one field of a step. */
export function ofField(step: Step, input: JSONSchema, about: { path: readonly string[]; problem: Saying }): Said {
  const problem = typeof about.problem === 'string' ? { text: about.problem } : about.problem;
  return say('{step}, {field}: {problem}', {
    step: quoted(step.name),
    field: fieldInWords(input, about.path),
    problem,
  });
}

/** The words on a fix's button. */
export function titled(title: Saying): Pick<Fix, 'title' | 'said'> {
  return typeof title === 'string' ? { title } : { title: spell(title), said: title };
}

export function error(code: string, saying: Saying, where: Partial<Diagnostic> = {}): Diagnostic {
  return { code, severity: 'error', ...messageOf(saying), ...where };
}

export function warning(code: string, saying: Saying, where: Partial<Diagnostic> = {}): Diagnostic {
  return { code, severity: 'warning', ...messageOf(saying), ...where };
}

export function note(code: string, saying: Saying, where: Partial<Diagnostic> = {}): Diagnostic {
  return { code, severity: 'note', ...messageOf(saying), ...where };
}
