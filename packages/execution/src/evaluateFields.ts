import { type Said, say, spell } from '@patchbay/words';
import { compileMapping, type EvaluationContext, EvaluationError, type Mapping } from '@patchbay/expression';

/** A step's inputs, worked out in one place of one run. Fields whose mapping gives nothing are left out. */
export type Evaluator = (context: EvaluationContext) => Record<string, unknown>;

/** A mapping gave no value. `field` is the input it stands in. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly field: string;
  readonly said: Said;

  constructor(field: string, cause: EvaluationError) {
    const problem = typeof cause.saying === 'string' ? { text: cause.saying } : cause.saying;
    const said = say('The field "{field}" could not be filled. {problem}', { field, problem });
    super(spell(said), { cause });
    this.field = field;
    this.said = said;
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
