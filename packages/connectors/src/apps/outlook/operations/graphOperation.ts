import { type BodyPiece, defineOperation, type FieldSchema, isObject, type Operation } from '@patchbay/connector';
import type { Input } from '../../../values/input.ts';
import { overlay } from '../overlay.ts';

type GraphOperation = Pick<
  Operation,
  'title' | 'description' | 'group' | 'keywords' | 'effect' | 'scopes' | 'output' | 'handlesFiles'
> & {
  fields: Readonly<Record<string, FieldSchema>>;
  required: readonly string[];
  request(input: Input): { path: string; body: unknown } | { path: string; pieces: readonly BodyPiece[] };
  /** What it gives where Microsoft answers with nothing. */
  gives?: unknown;
};

/** A step that puts what people type into the objects that Microsoft wants; each is a POST. */
export function graphOperation(operation: GraphOperation): Operation {
  const { fields, required, request, gives, output, ...words } = operation;
  const { answer, limit } = overlay.defaults;
  return defineOperation({
    ...words,
    kind: 'call',
    repeat: 'unsafe',
    needsConnection: true,
    answerRules: answer,
    limit,
    input: {
      type: 'object',
      properties: { ...fields },
      required: [...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(fields),
    },
    output: output as FieldSchema,
    toRequest(given) {
      const { path, ...made } = request(isObject(given) ? given : {});
      const headers = { accept: 'application/json', 'content-type': 'application/json' };
      const body = 'pieces' in made ? made.pieces : JSON.stringify(made.body);
      return { method: 'POST', url: path, headers, body };
    },
    ...(gives === undefined ? {} : { fromAnswer: () => gives }),
  });
}

/** What a step gives that sends something Microsoft does not name. */
export const sentSchema = {
  type: 'object',
  properties: { sent: { type: 'boolean', title: 'Sent', description: 'Microsoft took it.', examples: [true] } },
  required: ['sent'],
} satisfies FieldSchema;
