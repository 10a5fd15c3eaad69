import { defineOperation, type FieldSchema, type Operation, type RequestTemplate } from '@patchbay/connector';

type SubscriptionCall = {
  title: string;
  request: Pick<RequestTemplate, 'method' | 'path'>;
  /** The inputs that stand in the path, and those of the body, with an example each. */
  inPath?: Readonly<Record<string, string>>;
  body?: Readonly<Record<string, FieldSchema>>;
  encoding?: 'json' | 'form';
  /** What is sent in any case, by its path in the body. */
  fixed?: RequestTemplate['filled'];
  output?: FieldSchema;
  sample?: unknown;
};

/** A call by which an app is told to send its events, or to stop. In no list: the host makes it, when a flow is switched. */
export function subscriptionCall(call: SubscriptionCall): Operation {
  const { title, request, inPath = {}, body = {}, encoding = 'json', fixed, output = true, sample } = call;
  const fields = Object.fromEntries(Object.entries(inPath).map(([name, example]) => [name, textField(name, example)]));
  const names = Object.keys(body);
  const all = { ...fields, ...body };
  return defineOperation({
    title,
    description: 'What Patchbay asks the app when a flow is switched on or off.',
    group: 'Subscriptions',
    kind: 'call',
    effect: request.method === 'GET' ? 'read' : request.method === 'DELETE' ? 'delete' : 'update',
    repeat: 'natural',
    needsConnection: true,
    isHidden: true,
    input: {
      type: 'object',
      properties: all,
      required: Object.keys(fields),
      additionalProperties: false,
      'x-patchbay-order': Object.keys(all),
    },
    output,
    ...(sample !== undefined && { sample }),
    request: {
      ...request,
      parameters: Object.keys(fields).map((name) => ({
        input: name,
        name,
        in: 'path',
        style: 'simple',
        explode: false,
      })),
      ...(names.length > 0 && { body: { contentType: TYPES[encoding], encoding, input: 'body', fields: names } }),
      ...(fixed !== undefined && { filled: fixed }),
    },
  });
}

const TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' };

function textField(name: string, example: string): FieldSchema {
  return { type: 'string', title: name, description: 'Which one is meant.', examples: [example] };
}

/** A field of such a call's body. */
export function told(type: 'string' | 'boolean' | 'array' | 'object', example: unknown): FieldSchema {
  const items = type === 'array' ? { items: { type: 'string' as const } } : {};
  return { type, ...items, title: 'Value', description: 'What the app is told.', examples: [example] } as FieldSchema;
}
