import { type Mapping, referencedSteps, schemaFromSample, typeOfMapping } from '@patchbay/expression';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { Catalog, CatalogOperation } from './catalog.ts';
import { ERROR, type FlowDocument, type Step, type StepId } from './document.ts';
import { own } from './equal.ts';
import { type FlowGraph, graphOf, loopsAround, topologicalOrder, upstreamOf } from './graph.ts';
import { filledIn } from './learnt.ts';
import { outletsOf } from './outlets.ts';
import { closedObject, eitherOf, itemOf, listOf, objectSchema, resolve, withFields } from './schema.ts';
import { thingOf } from './thingOf.ts';
import { typedByHand } from './typedByHand.ts';
import { schemaOfFields, typedFields } from './typedFields.ts';
import { upstreamsOf } from './upstreams.ts';

/** What may be referred to: a JSON Schema for each step id, which is also the variable's name in formulas. */
export type Environment = Record<StepId, JSONSchema>;

/** The types of one document's steps, each worked out once. Made for one document and catalog. */
export type FlowTypes = {
  /** The type of what a step gives. `true` where nothing is known. */
  outputOf(step: string): JSONSchema;
  /** What a step's mappings may refer to; only the steps in `only`, where given. */
  environmentOf(step: string, only?: ReadonlySet<string>): Environment;
  /** What the `collect` input of a loop may refer to: also the loop's own item and the steps inside it. */
  environmentInside(loop: string, only?: ReadonlySet<string>): Environment;
  /** From how many samples a part of a step's type was learnt that its operation says nothing of; 0 for none. */
  samplesOf(step: string): number;
  /** The same without what was learnt. */
  withoutLearnt(): FlowTypes;
};

/** What a failed step has given after its error outlet; the engine makes it of the Failure. */
const failedError: JSONSchema = {
  type: 'object',
  properties: { code: { type: 'string' }, message: { type: 'string' }, status: { type: 'integer' } },
  required: ['code', 'message'],
  additionalProperties: false,
};
const failedOutput = objectSchema({ error: failedError });

/** What a step has given that called a flow and does not wait for it. */
const startedOutput = objectSchema({ runId: { type: 'string' } });

/** Whether an input of a step is worked out inside it, in each of its rounds, and sees the steps there. */
export function isSeenInside({ kind, frame }: Pick<CatalogOperation, 'kind' | 'frame'>, input: string): boolean {
  return kind === 'forEach' && (input === 'collect' || (frame === 'until' && input === 'until'));
}

/** Seen from the end of a loop's item, where every step of it has been left by whichever way. */
const everywhere = () => true;

/** The JSON Schema of what a step gives to the steps after it. */
export function outputSchemaOf(document: FlowDocument, catalog: Catalog, step: StepId): JSONSchema {
  return typesOf(document, catalog).outputOf(step);
}

/** What a step's mappings may refer to: the steps before it by their outputs, the loops around it as `{ item, index }`. */
export function environmentOf(document: FlowDocument, catalog: Catalog, step: StepId): Environment {
  return typesOf(document, catalog).environmentOf(step);
}

export function typesOf(document: FlowDocument, catalog: Catalog, graph = graphOf(document)): FlowTypes {
  const work = new TypeWork(document, catalog, graph);
  let unlearnt: FlowTypes | undefined;
  return {
    outputOf: (step) => work.outputOf(step),
    environmentOf: (step, only) => work.environmentOf(step, only),
    environmentInside: (loop, only) => work.environmentInside(loop, only),
    samplesOf: (step) => work.samplesOf(step),
    withoutLearnt() {
      unlearnt ??= typesOf(
        document,
        { find: (uses) => catalog.find(uses), typeOf: (thing) => catalog.typeOf?.(thing) },
        graph,
      );
      return unlearnt;
    },
  };
}

class TypeWork {
  readonly #document: FlowDocument;
  readonly #catalog: Catalog;
  readonly #graph: FlowGraph;
  readonly #outputs = new Map<string, JSONSchema>();
  readonly #items = new Map<string, JSONSchema>();
  readonly #learnt = new Map<string, number>();
  #isWarm = false;
  #isUpstream: ((step: string, of: string) => boolean) | undefined;

  constructor(document: FlowDocument, catalog: Catalog, graph: FlowGraph) {
    this.#document = document;
    this.#catalog = catalog;
    this.#graph = graph;
  }

  outputOf(id: string): JSONSchema {
    this.#warmUp();
    const known = this.#outputs.get(id);
    if (known !== undefined) return known;
    this.#outputs.set(id, true);
    const step = own(this.#document.steps, id);
    const operation = step && this.#catalog.find(step.uses);
    const output = step && operation ? this.#withLearnt(step, this.#output(step, operation)) : true;
    this.#outputs.set(id, output);
    return output;
  }

  samplesOf(id: string): number {
    this.outputOf(id);
    return this.#learnt.get(id) ?? 0;
  }

  #withLearnt(step: Step, output: JSONSchema): JSONSchema {
    const learnt = this.#catalog.learntOf?.(step);
    const filled = learnt === undefined ? output : filledIn(output, learnt.schema);
    if (learnt !== undefined && filled !== output) this.#learnt.set(step.id, learnt.samples);
    return filled;
  }

  environmentOf(id: string, only?: ReadonlySet<string>): Environment {
    const loops: ReadonlySet<string> = new Set(loopsAround(this.#document, id));
    this.#isUpstream ??= upstreamsOf(this.#document, this.#graph);
    const isUpstream = this.#isUpstream;
    const visible = this.#stepsAmong(only, id).filter((step) => step !== id && isUpstream(step, id));
    const isOnTheWay = (step: StepId) => step === id || isUpstream(step, id);
    return Object.fromEntries(
      visible.map((step) => [step, loops.has(step) ? this.#insideOf(step) : this.#left(step, isOnTheWay)]),
    );
  }

  environmentInside(loop: string, only?: ReadonlySet<string>): Environment {
    const isWanted = (id: string) => only === undefined || only.has(id);
    const body = this.#graph.inside(own(this.#document.steps, loop)?.id).filter(({ id }) => isWanted(id));
    return {
      ...this.environmentOf(loop, only),
      ...(isWanted(loop) && { [loop]: this.#insideOf(loop) }),
      ...Object.fromEntries(body.map(({ id }) => [id, this.#left(id, everywhere)])),
    };
  }

  /**
   * What a step has given once it was left, seen from where only some of its ways out lead: its output, its failure after
   * its error outlet, and either where both ways come together again.
   */
  #left(id: StepId, isOnTheWay: (step: StepId) => boolean): JSONSchema {
    const ways = this.#graph.outgoing(id).filter(({ to }) => isOnTheWay(to));
    if (!ways.some(({ outlet }) => outlet === ERROR)) return this.outputOf(id);
    const hasOnlyFailed = isOnTheWay !== everywhere && ways.every(({ outlet }) => outlet === ERROR);
    return hasOnlyFailed ? failedOutput : eitherOf(this.outputOf(id), failedOutput);
  }

  /** Mostly a few are asked for: then no others are looked at. */
  #stepsAmong(only: ReadonlySet<string> | undefined, id: string): StepId[] {
    if (only === undefined) return [...upstreamOf(this.#document, id, this.#graph)];
    return [...only].flatMap((step) => this.#graph.step(step)?.id ?? []);
  }

  /** In order, so that a chain of a thousand steps that each build on the last is not a recursion a thousand deep. */
  #warmUp() {
    if (this.#isWarm) return;
    this.#isWarm = true;
    for (const id of topologicalOrder(this.#document, this.#graph)) {
      if (this.#graph.inside(id).length === 0) this.outputOf(id);
      else this.#insideOf(id);
    }
  }

  #output(step: Step, operation: CatalogOperation): JSONSchema {
    if (operation.kind === 'forEach') return this.#loopOutput(step, operation.frame);
    if (operation.typedBy !== undefined) return this.#givenByThing(step, operation) ?? operation.output;
    const fields = operation.fieldsFrom && typedFields(own(step.inputs, operation.fieldsFrom.input));
    if (fields !== undefined && fields.length > 0) return schemaOfFields(fields);
    const from = operation.outputFrom;
    const mapping = from && own(step.inputs, from.input);
    if (from === undefined || mapping === undefined) return operation.output;
    const type = this.#givenType(step, operation, mapping);
    if (from.as === undefined) return type;
    const base = resolve({ schema: operation.output, root: operation.output });
    return withFields(typeof base === 'boolean' ? { type: 'object' } : { ...base }, { [from.as]: type });
  }

  /** The example of a trigger or a call is one of many, and the next may lack some of it; other steps give just what is mapped. */
  #givenType(step: Step, { kind }: CatalogOperation, mapping: Mapping): JSONSchema {
    const sample = kind === 'trigger' || kind === 'call' ? typedByHand(mapping) : undefined;
    if (sample !== undefined) return schemaFromSample(sample);
    return typeOf(mapping, this.environmentOf(step.id, referencedIn(mapping)));
  }

  #loopOutput(step: Step, frame: CatalogOperation['frame']): JSONSchema {
    const given = this.#collected(step);
    const count: JSONSchema = { type: 'integer', minimum: 0 };
    if (frame === 'once') return given;
    if (frame === 'until') return objectSchema({ count, last: given });
    const kept = { count, items: listOf(given) };
    const mapping = own(step.inputs, 'onError');
    const onError = mapping?.kind === 'literal' ? mapping.value : undefined;
    if (onError === 'skip') return objectSchema({ ...kept, failed: count });
    if (onError !== 'collect') return objectSchema(kept);
    const error = objectSchema({ index: count, item: this.#itemOf(step.id), error: failedError });
    return objectSchema({ ...kept, failed: count, errors: listOf(error) });
  }

  #collected(step: Step): JSONSchema {
    const collect = own(step.inputs, 'collect');
    if (collect !== undefined) return typeOf(collect, this.environmentInside(step.id, referencedIn(collect)));
    const last = this.#lastOf(step.id);
    return last === undefined ? true : this.outputOf(last);
  }

  /** The body's last step, where that is certain: the body is a chain, and nothing in it can end early. */
  #lastOf(loop: StepId): StepId | undefined {
    const body = this.#graph.inside(loop);
    const isChain = body.every((step) => {
      const edges = this.#graph.outgoing(step.id);
      return edges.length <= 1 && edges.every(({ outlet }) => outlet !== ERROR) && !this.#branches(step);
    });
    const starts = body.filter(({ id }) => this.#graph.incoming(id).length === 0);
    const ends = body.filter(({ id }) => this.#graph.outgoing(id).length === 0);
    return isChain && starts.length === 1 && ends.length === 1 ? ends[0]?.id : undefined;
  }

  #branches(step: Step): boolean {
    const operation = this.#catalog.find(step.uses);
    return operation !== undefined && outletsOf(step, operation).length > 1;
  }

  /** What a loop's id means inside it. */
  #insideOf(id: string): JSONSchema {
    const known = this.#items.get(id);
    if (known !== undefined) return known;
    this.#items.set(id, true);
    const inside = this.#aroundSteps(id);
    this.#items.set(id, inside);
    return inside;
  }

  #aroundSteps(id: string): JSONSchema {
    const step = own(this.#document.steps, id);
    const frame = step && this.#catalog.find(step.uses)?.frame;
    const index: JSONSchema = { type: 'integer', minimum: 0 };
    if (frame === 'once') return closedObject;
    if (step === undefined || frame !== 'until') return objectSchema({ item: this.#itemOf(id), index });
    // What a round hands on may be made of what the round before handed on: there it counts as unknown.
    this.#items.set(id, objectSchema({ previous: true, index }));
    return objectSchema({ previous: this.#collected(step), index });
  }

  /** What a step gives that works with a flow or a table, where that is known. One that does not wait gives the run's id. */
  #givenByThing(step: Step, operation: CatalogOperation): JSONSchema | undefined {
    const wait = own(step.inputs, 'wait');
    if (operation.callsFlow && wait?.kind === 'literal' && wait.value === 'started') return startedOutput;
    const gives = operation.typedBy?.gives;
    const thing = gives && thingOf(step, operation);
    const given = thing && this.#catalog.typeOf?.(thing)?.output;
    if (gives === undefined || given === undefined) return undefined;
    const { as, list } = gives;
    const output = list ? listOf(given) : given;
    if (as === undefined) return output;
    const base = resolve({ schema: operation.output, root: operation.output });
    return withFields(typeof base === 'boolean' ? { type: 'object' } : { ...base }, { [as]: output });
  }

  #itemOf(id: string): JSONSchema {
    const mapping = own(own(this.#document.steps, id)?.inputs ?? {}, 'items');
    return mapping === undefined ? true : itemOf(typeOf(mapping, this.environmentOf(id, referencedIn(mapping))));
  }
}

/**
 * The type of what a mapping gives. Objects are put together here, so that each field keeps the definitions its own type
 * refers to, also when they come from different steps.
 */
function typeOf(mapping: Mapping, environment: Environment): JSONSchema {
  if (mapping.kind !== 'object') return typeOfMapping(mapping, environment);
  const fields = Object.entries(mapping.fields).map(([name, field]) => [name, typeOf(field, environment)]);
  return withFields(closedObject, Object.fromEntries(fields));
}

/** Only these are typed: a step at the end of a long flow could name a thousand. */
function referencedIn(mapping: Mapping): Set<string> {
  return new Set(referencedSteps(mapping));
}
