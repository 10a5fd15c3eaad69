import { messageOf, type Said, say } from '@patchbay/words';
import type { PathSegment } from '../mapping.ts';
import { describeType } from '../types/describe.ts';
import { type FieldLookup, segmentOf as lookUp } from '../types/field.ts';
import { anything, itemOf, kind, kindsOf, type Type, typeOf } from '../types/type.ts';
import type { Checking, Found } from './checking.ts';
import { closest } from './closest.ts';
import { type Node, positionOf } from './parse.ts';
import { literalOf } from './read.ts';

type Path = { step: string; path: readonly PathSegment[] };

/** The type at a path in a formula. */
export function checkPath({ step, path, node }: Path & { node: Node }, checking: Checking): Type {
  const local = checking.locals.get(step);
  const start = local ?? environmentType(step, checking);
  if (!start) {
    checking.report({ ...unknownStep(step, Object.keys(checking.environment)), position: positionOf(node) });
    return anything;
  }
  const followed = follow({ step, path }, start);
  if (followed.ok) return followed.type;
  if (checking.missing === 'fine') return anything;
  const { step: named, ...withoutStep } = followed.problem;
  checking.report({
    ...withoutStep,
    ...(!local && named !== undefined && { step: named }),
    severity: checking.missing,
    position: positionOf(node),
  });
  return anything;
}

function environmentType(step: string, { environment }: Pick<Checking, 'environment'>): Type | undefined {
  const schema = Object.hasOwn(environment, step) ? environment[step] : undefined;
  return schema === undefined ? undefined : typeOf(schema);
}

export function unknownStep(step: string, known: readonly string[]): Found {
  const guess = closest(step, known);
  const sentence =
    guess === undefined
      ? say('There is no step {step} before this one.', { step })
      : say('There is no step {step} before this one. Did you mean {guess}?', { step, guess });
  return { code: 'unknown_step', severity: 'error', ...messageOf(sentence), step };
}

/** Walks a path through a type. The problem, if there is one, is about the first segment that leads nowhere. */
export function follow({ step, path }: Path, start: Type): { ok: true; type: Type } | { ok: false; problem: Found } {
  let type = start;
  for (const [index, segment] of path.entries()) {
    const field = lookUp(type, segment);
    if (field.known === 'maybe') return { ok: true, type: anything };
    if (field.known !== 'yes') {
      const holder = path.slice(0, index).findLast((part) => typeof part === 'string') ?? step;
      return { ok: false, problem: { ...segmentProblem({ holder: String(holder), segment, type }, field), step } };
    }
    type = field.type;
  }
  return { ok: true, type };
}

/** `holder`: the name before the segment; what is more than a name has none. */
type Segment = { holder?: string; segment: PathSegment; type: Type };

function segmentProblem({ holder, segment, type }: Segment, field: FieldLookup): Found {
  const name = String(segment);
  if (field.known === 'no') {
    const suggestion = closest(name, field.names);
    const about = { name, ...(suggestion !== undefined && { suggestion }) };
    const sentence = noField({ holder, name, suggestion });
    return { code: 'unknown_field', severity: 'error', ...messageOf(sentence), field: about };
  }
  const sentence = noFields({ ...(holder !== undefined && { holder }), segment, type });
  return { code: 'unknown_field', severity: 'error', ...messageOf(sentence), field: { name } };
}

type Named = { holder: string | undefined; name: string; suggestion: string | undefined };

function noField({ holder, name, suggestion }: Named): Said {
  if (holder === undefined) {
    return suggestion === undefined
      ? say('This has no field {name}.', { name })
      : say('This has no field {name}. Did you mean {suggestion}?', { name, suggestion });
  }
  return suggestion === undefined
    ? say('{holder} has no field {name}.', { holder, name })
    : say('{holder} has no field {name}. Did you mean {suggestion}?', { holder, name, suggestion });
}

function noFields({ holder, segment, type }: Segment): Said {
  const what = describeType(type);
  if (typeof segment === 'number') {
    return holder === undefined
      ? say('This is {what}, so it has no item {segment}.', { what, segment })
      : say('{holder} is {what}, so it has no item {segment}.', { holder, what, segment });
  }
  if (!(kindsOf(type) & kind.list)) {
    return holder === undefined
      ? say('This is {what}, so it has no field {segment}.', { what, segment })
      : say('{holder} is {what}, so it has no field {segment}.', { holder, what, segment });
  }
  return holder === undefined
    ? say('This is {what}. Write [0].{segment} for the first, or .map(item, item.{segment}) for all.', {
        what,
        segment,
      })
    : say(
        '{holder} is {what}. Write {holder}[0].{segment} for the first, or {holder}.map(item, item.{segment}) for all.',
        { holder, what, segment },
      );
}

/** The type of `target.field` and `target[index]` where the target is more than a name. */
export function checkIndex(node: Extract<Node, { op: '.' | '[]' }>, checking: Checking): Type {
  const target = checking.typeOf(node.args[0]);
  const segment = node.op === '.' ? node.args[1] : literalOf(node.args[1])?.value;
  if (typeof segment === 'string' || typeof segment === 'number') return stepInto({ node, target, segment }, checking);
  if (node.op === '[]') checking.typeOf(node.args[1]);
  return kindsOf(target) === kind.list ? itemOf(target) : anything;
}

type Step = { node: Node; target: Type; segment: PathSegment };

function stepInto({ node, target, segment }: Step, checking: Checking): Type {
  const field = lookUp(target, segment);
  if (field.known === 'yes') return field.type;
  if (field.known !== 'maybe' && checking.missing !== 'fine') {
    const found = segmentProblem({ segment, type: target }, field);
    checking.report({ ...found, severity: checking.missing, position: positionOf(node) });
  }
  return anything;
}
