import { EvaluationError, type Position } from '../evaluationError.ts';
import type { ArgumentKind, FunctionDefinition, Parameter } from '../functions/define.ts';
import { findFunction } from '../functions/table.ts';
import { costOf, type Scope, type Thunk, withinSize } from '../scope.ts';
import { describeValue, isMissing } from '../values.ts';
import { positionOf } from './parse.ts';
import { allArguments, type Call, type Place } from './place.ts';
import { argumentCountSentence, argumentSentence, unknownFunctionSentence } from './words.ts';

/** An ordinary call: arguments are evaluated, brought to the kinds of the parameters, and handed over. */
export function compileCall(call: Call, place: Place): Thunk {
  const definition = findFunction(call.name);
  const position = positionOf(call.node);
  if (!definition) throw new EvaluationError(unknownFunctionSentence(call.name), position);
  const nodes = allArguments(call);
  if (!acceptsCount(definition, nodes.length)) {
    throw new EvaluationError(argumentCountSentence(definition, nodes.length), position);
  }
  const args = nodes.map((node, index) => {
    const parameter = parameterAt(definition, index);
    const thunk = place.compile(node, place.names);
    return parameter ? compileArgument(thunk, parameter, { definition, position: positionOf(node) }) : thunk;
  });
  return invocation(definition, args, position);
}

/** Whether a call with so many arguments fits the parameters. */
export function acceptsCount({ parameters }: FunctionDefinition, count: number): boolean {
  const least = parameters.filter((parameter) => !parameter.optional && !parameter.rest).length;
  return count >= least && (parameters.at(-1)?.rest === true || count <= parameters.length);
}

/** The parameter an argument fills; the last one again for further arguments of a `rest`. */
export function parameterAt({ parameters }: FunctionDefinition, index: number): Parameter | undefined {
  return parameters[index] ?? parameters.at(-1);
}

/** An argument that is missing where the function does not take that: the whole call gives nothing. */
const nothing = Symbol('nothing');

type Argument = { definition: FunctionDefinition; position: Position };

function compileArgument(thunk: Thunk, parameter: Parameter, { definition, position }: Argument): Thunk {
  const convert = converters[parameter.kind];
  return (scope) => {
    const value = thunk(scope);
    if (isMissing(value)) return parameter.takesMissing || parameter.optional ? undefined : nothing;
    const converted = convert(value);
    if (converted === undefined) {
      throw new EvaluationError(argumentSentence(definition, parameter, describeValue(value)), position);
    }
    scope.charge(1 + costOf(converted));
    return converted;
  };
}

const converters: { [Kind in ArgumentKind]: (value: unknown) => unknown } = {
  text: (value) => {
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  },
  number: (value) => (typeof value === 'number' ? value : undefined),
  yesno: (value) => (typeof value === 'boolean' ? value : undefined),
  date: (value) => (typeof value === 'string' ? value : undefined),
  list: (value) => (Array.isArray(value) ? value : undefined),
  object: (value) => (typeof value === 'object' && !Array.isArray(value) ? value : undefined),
  sized: (value) => (typeof value === 'string' || typeof value === 'object' ? value : undefined),
  any: (value) => value,
};

type Runner = (scope: Scope, args: readonly unknown[]) => unknown;

function runnerOf(definition: FunctionDefinition): Runner {
  // The arguments were brought to the kinds of the parameters, which the types of `run` and `runIn` repeat.
  if (definition.runIn) return definition.runIn as Runner;
  const run = definition.run as (...args: readonly unknown[]) => unknown;
  return (_scope, args) => run(...args);
}

function invocation(definition: FunctionDefinition, args: readonly Thunk[], position: Position): Thunk {
  const run = runnerOf(definition);
  return (scope) => {
    const values: unknown[] = [];
    for (const arg of args) {
      const value = arg(scope);
      if (value === nothing) return null;
      values.push(value);
    }
    try {
      const result = withinSize(run(scope, values));
      scope.charge(costOf(result));
      return result;
    } catch (error) {
      if (error instanceof EvaluationError && !error.position) throw new EvaluationError(error.saying, position);
      throw error;
    }
  };
}
