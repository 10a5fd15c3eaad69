import { defineOperation, type FieldSchema, type Operation } from '@patchbay/connector';

type Fields = Readonly<Record<string, FieldSchema>>;

type HostedOperation = Pick<
  Operation,
  'title' | 'description' | 'group' | 'keywords' | 'effect' | 'repeat' | 'typedBy' | 'outputFrom' | 'sample'
> & {
  /** The fields of the form, in its order. */
  fields: Fields;
  required?: readonly string[];
  /** The fields of the output, in the order they are shown. */
  gives: Fields;
  /** Those of `gives` that may be missing. */
  maybe?: readonly string[];
};

/** A step that the host carries out with what it keeps for the workspace. */
export function hostedOperation({ fields, required = [], gives, maybe = [], ...words }: HostedOperation): Operation {
  return defineOperation({
    ...words,
    kind: 'call',
    hosted: true,
    input: {
      type: 'object',
      properties: { ...fields },
      required: [...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(fields),
    },
    output: {
      type: 'object',
      properties: { ...gives },
      required: Object.keys(gives).filter((name) => !maybe.includes(name)),
      additionalProperties: false,
      'x-patchbay-order': Object.keys(gives),
    },
  });
}
