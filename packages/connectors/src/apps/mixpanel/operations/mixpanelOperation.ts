import {
  defineOperation,
  type FieldSchema,
  type HttpRequest,
  isObject,
  type Operation,
  OperationError,
  own,
} from '@patchbay/connector';
import { type Input, textIn } from '../../../values/input.ts';

type Fields = Readonly<Record<string, FieldSchema>>;

type Words = Pick<
  Operation,
  'title' | 'description' | 'group' | 'keywords' | 'effect' | 'repeat' | 'sample' | 'answer'
>;

type MixpanelOperation = Words & {
  fields: Fields;
  required: readonly string[];
  gives: FieldSchema;
  request(input: Input): HttpRequest;
  output?(answer: unknown): unknown;
};

/** A step whose request a description cannot say: the body is a list of one, or the address differs by region. */
export function mixpanelOperation({
  fields,
  required,
  gives,
  request,
  output,
  ...words
}: MixpanelOperation): Operation {
  return defineOperation({
    ...words,
    kind: 'call',
    needsConnection: true,
    input: {
      type: 'object',
      properties: { ...fields },
      required: [...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(fields),
    },
    output: gives,
    toRequest: (input) => request(isObject(input) ? input : {}),
    ...(output === undefined ? {} : { fromAnswer: (answer) => output(answer) }),
  });
}

/** A request with a JSON body, under the base URL. */
export function post(url: string, body: unknown): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Named values, or none. */
export function valuesIn(input: Input, name: string): Record<string, unknown> {
  const values = own(input, name);
  return isObject(values) ? values : {};
}

/** A moment, as milliseconds since 1970. Throws OperationError. */
export function momentIn(input: Input, { name, title }: { name: string; title: string }): number {
  const at = Date.parse(textIn(input, { name, title }));
  if (!Number.isNaN(at)) return at;
  throw new OperationError({ code: 'date_not_valid', message: `${title} is no date with a time.`, retry: 'never' });
}
