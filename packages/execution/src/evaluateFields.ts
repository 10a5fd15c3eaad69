import { compileMapping, type EvaluationContext, EvaluationError, type Mapping } from '@patchbay/expression';

/** A step's inputs, worked out in one place of one run. Fields whose mapping gives nothing are left out. */
export type Evaluator = (context: EvaluationContext) => Record<string, unknown>;

/** A mapping gave no value. `field` is the input it stands in. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly field: string;

  constructor(field: string, cause: EvaluationError) {
    super(`The field "${field}" could not be filled. ${cause.message}`, { cause });
    this.field = field;
  }
}

/** Compiles the inputs of a step once. */
export function evaluateFields(inputs: Readonly<Record<string, Mapping>>): Evaluator {
  const fields = Object.entries(inputs).map(([name, mapping]) => ({ name, evaluate: compileMapping(mapping) }));
  return (context) => {
    const input: Record<string, unknown> = {};
    for (const { name, evaluate } of fields) {
      const value = evaluateField({ name, evaluate }, context);
      if (value === undefined) continue;
      if (name === '__proto__') Object.defineProperty(input, name, { value, enumerable: true });
      else input[name] = value;
    }
    return input;
  };
}

type Field = { name: string; evaluate: (context: EvaluationContext) => unknown };

function evaluateField({ name, evaluate }: Field, context: EvaluationContext): unknown {
  try {
    return evaluate(context);
  } catch (error) {
    if (error instanceof EvaluationError) throw new InputError(name, error);
    throw error;
  }
}
