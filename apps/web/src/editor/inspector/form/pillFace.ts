import { type Formula, type FormulaArgument, type Reference, readCall, referencesIn } from '@patchbay/expression';
import type { Environment, FlowDocument } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import type { StepFace } from '../../document/createCatalog.ts';
import { trailOf } from '../data/dataRows.ts';
import { own } from '../data/own.ts';
import { chainOf, type Link } from '../formula/chain.ts';
import { functionTitle } from '../formula/functionWords.ts';

/** What a pill shows. */
export type PillFace = {
  isBroken: boolean;
  tile: { name: string; category: string; operation: string; connector: string; mark?: string };
  /** The function before it: "Upper case". */
  fx?: string;
  from: string;
  field: string;
  /** The way to the value, in full. */
  trail: string;
};

export type PillWorld = {
  flow: FlowDocument;
  environment: Environment;
  faceOf(step: FlowDocument['steps'][string]): StepFace;
};

/** The face of a reference or formula. A reference to a step that is gone, or not before this one, is broken. */
export function pillFace(pill: Reference | Formula, world: PillWorld): PillFace {
  if (pill.kind === 'reference') return referenceFace(pill, world);
  const chain = chainOf(pill);
  if (chain !== undefined) {
    const { value, calls } = chain;
    const face = value.kind === 'reference' ? referenceFace(value, world) : clockFace(value);
    return { ...face, ...(calls.length > 0 && { fx: calls.map(linkWords).join(', ') }) };
  }
  const call = readCall(pill.source);
  const inner = call && firstReference(call.args);
  if (call !== undefined && inner !== undefined)
    return { ...referenceFace(inner, world), fx: functionTitle(call.name) };
  const isBroken = referencesIn(pill).some(({ step }) => !isKnown(step, world));
  const text = pill.source === '' ? t('empty formula') : withNames(pill.source, world);
  return { isBroken, tile: LOGIC, fx: t('Formula'), from: '', field: text, trail: text };
}

/** A pill as it is heard: "Get an order, Note". */
export function pillWords({ fx, from, field, isBroken }: PillFace): string {
  return [isBroken && t('Broken'), fx, from, field].filter(Boolean).join(', ');
}

const LOGIC = { name: t('Formula'), category: 'logic', operation: 'setFields', connector: 'core' };

/** A function of a pill and its numbers, which say most of what it does: "Add days -14". */
function linkWords({ name, rest }: Link): string {
  const numbers = rest.flatMap((argument) =>
    argument.kind === 'literal' && typeof argument.value === 'number' ? [argument.value] : [],
  );
  return [functionTitle(name), ...numbers].join(' ');
}

/** The face of what the clock says when the run starts. */
function clockFace({ source }: Formula): PillFace {
  const field = source.startsWith('today') ? t('Today') : t('Now');
  const tile = { ...LOGIC, name: field, operation: 'schedule' };
  return { isBroken: false, tile, from: '', field, trail: field };
}

function firstReference(args: readonly FormulaArgument[]): Reference | undefined {
  const [first] = args;
  if (first?.kind === 'reference') return first;
  return first?.kind === 'call' ? firstReference(first.args) : undefined;
}

function referenceFace({ step: id, path }: Reference, world: PillWorld): PillFace {
  const step = own(world.flow.steps, id);
  const schema = own<Environment[keyof Environment]>(world.environment, id);
  const trail = trailOf(schema ?? true, path);
  const from = step?.name ?? t('Deleted step');
  const face = step && world.faceOf(step);
  return {
    isBroken: step === undefined || schema === undefined,
    tile: {
      name: face?.connector.name ?? '?',
      category: face?.connector.category ?? 'logic',
      ...(face?.connector.icon !== undefined && { mark: face.connector.icon }),
      operation: step?.uses.operation ?? '',
      connector: step?.uses.connector ?? '',
    },
    from,
    field: fieldWords(trail, path) ?? t('Everything'),
    trail: [from, ...trail].join(' › '),
  };
}

/** The value by its name; inside a list with the item it is of: of one item it is not what all of them have together. */
function fieldWords(trail: readonly string[], path: Reference['path']): string | undefined {
  const item = path.findLastIndex((segment) => typeof segment === 'number');
  return item < 0 ? trail.at(-1) : trail.slice(item).join(' › ');
}

function isKnown(id: string, { flow, environment }: PillWorld): boolean {
  return own(flow.steps, id) !== undefined && own<unknown>(environment, id) !== undefined;
}

/** A formula as a person reads it: names of steps in place of ids. */
export function withNames(source: string, { flow }: Pick<PillWorld, 'flow'>): string {
  return source.replace(/"(?:\\.|[^"\\])*"|[A-Za-z_]\w*/g, (word) => own(flow.steps, word)?.name ?? word);
}
