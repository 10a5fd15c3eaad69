import { asEvaluationError, EvaluationError } from './evaluationError.ts';
import { compileFormula, readerOf } from './formula/compile.ts';
import type { Formula, Mapping, Reference, Template } from './mapping.ts';
import { type EvaluationContext, withinSize } from './scope.ts';
import { toText, writeField } from './values.ts';

/** A mapping ready to be evaluated. `undefined` means it gives no value. Throws EvaluationError. */
export type CompiledMapping = (context: EvaluationContext) => unknown;

/**
 * Compiles a mapping once to a closure that can be evaluated any number of times. Never throws itself: a formula that
 * cannot be read throws when it is evaluated. A literal gives the same value each time; do not change what it gave.
 */
export function compileMapping(mapping: Mapping): CompiledMapping {
  switch (mapping.kind) {
    case 'literal': {
      const { value } = mapping;
      return () => value;
    }
    case 'template':
      return compileTemplate(mapping);
    case 'object':
      return compileObject(Object.entries(mapping.fields));
    case 'list':
      return compileList(mapping.items);
    default:
      return compilePart(mapping);
  }
}

function compilePart(part: Reference | Formula): CompiledMapping {
  return part.kind === 'reference' ? readerOf(part.step, part.path) : compileFormula(part.source);
}

function compileTemplate({ parts }: Template): CompiledMapping {
  const pieces = parts.map((part) => (typeof part === 'string' ? part : compilePart(part)));
  return (context) => {
    try {
      let joined = '';
      for (const piece of pieces) joined += typeof piece === 'string' ? piece : toText(piece(context));
      return withinSize(joined);
    } catch (error) {
      // Some engines cannot write data as JSON that is nested thousands of levels deep.
      throw asEvaluationError(error);
    }
  };
}

function compileObject(entries: readonly (readonly [string, Mapping])[]): CompiledMapping {
  const fields = entries.map(([name, mapping]) => ({ name, give: compileMapping(mapping) }));
  return (context) => {
    const object: { [key: string]: unknown } = {};
    for (const { name, give } of fields) {
      const value = inside(name, give, context);
      if (value !== undefined) writeField(object, name, value);
    }
    return object;
  };
}

function compileList(mappings: readonly Mapping[]): CompiledMapping {
  const items = mappings.map((mapping, index) => ({ name: String(index), give: compileMapping(mapping) }));
  return (context) => items.map(({ name, give }) => inside(name, give, context)).filter((item) => item !== undefined);
}

/** Evaluates a nested mapping, so that an error says which field it is in. */
function inside(name: string, give: CompiledMapping, context: EvaluationContext): unknown {
  try {
    return give(context);
  } catch (error) {
    const { saying, position, path } = asEvaluationError(error);
    const named = new EvaluationError(saying, position, { cause: error });
    named.path = [name, ...path];
    throw named;
  }
}
