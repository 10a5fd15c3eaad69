import { defineOperation, type FieldSchema, isObject, type Operation, say } from '@patchbay/connector';
import type { Input } from './input.ts';
import { describe, refusal } from './refusal.ts';

type Fields = Readonly<Record<string, FieldSchema>>;

type PureOperation = Pick<Operation, 'title' | 'description' | 'group' | 'keywords' | 'outputFrom' | 'sample'> & {
  /** The fields of the form, in its order. */
  fields: Fields;
  required?: readonly string[];
  /** The fields of the output, in the order they are shown. */
  gives: Fields;
  /** Those of `gives` that may be missing. */
  maybe?: readonly string[];
  perform(input: Input): Readonly<Record<string, unknown>>;
};

/** A step that only works on what it is given: the same answer each time, nothing sent. */
export function pureOperation(operation: PureOperation): Operation {
  return defined(operation, { kind: 'pure' });
}

/** The same, but it may be given files, or give one: the host opens and keeps them, which takes a moment. */
export function fileOperation(operation: PureOperation): Operation {
  return defined(operation, { kind: 'call', handlesFiles: true });
}

function defined(
  { fields, required = [], gives, maybe = [], perform, ...words }: PureOperation,
  how: Pick<Operation, 'kind' | 'handlesFiles'>,
): Operation {
  return defineOperation({
    ...words,
    ...how,
    effect: 'none',
    repeat: 'natural',
    input: objectOf(fields, required),
    output: objectOf(
      gives,
      Object.keys(gives).filter((name) => !maybe.includes(name)),
    ),
    perform: (input) => {
      if (input === undefined || input === null) return perform({});
      if (!isObject(input))
        throw refusal(
          'input_not_fields',
          say('The step got {input} where fields are needed.', { input: describe(input) }),
        );
      return perform(input);
    },
  });
}

function objectOf(fields: Fields, required: readonly string[]): FieldSchema {
  return {
    type: 'object',
    properties: { ...fields },
    required: [...required],
    additionalProperties: false,
    'x-patchbay-order': Object.keys(fields),
  };
}
