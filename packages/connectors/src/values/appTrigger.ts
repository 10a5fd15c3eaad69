import { defineOperation, type FieldSchema, type Operation, type WebhookTrigger } from '@patchbay/connector';

type Fields = Readonly<Record<string, FieldSchema>>;

type AppTrigger = Pick<Operation, 'title' | 'description' | 'keywords' | 'scopes'> & {
  /** The fields of the form: which repository, which events. They are typed, since a trigger comes before all steps. */
  fields?: Fields;
  required?: readonly string[];
  /** What an event has. */
  output: FieldSchema;
  /** An event as the app sends it, or as `webhook.output` leaves it. */
  sample: unknown;
  webhook: WebhookTrigger;
  /** Whether the app is asked with an account, or its secret is a field of one; yes unless told. */
  needsConnection?: boolean;
};

/** A trigger that an app starts by a request to the flow's address. */
export function appTrigger({ fields = {}, required = [], needsConnection = true, ...trigger }: AppTrigger): Operation {
  return defineOperation({
    ...trigger,
    group: 'Starts a flow',
    kind: 'trigger',
    startedBy: 'request',
    effect: 'none',
    repeat: 'natural',
    needsConnection,
    input: {
      type: 'object',
      properties: { ...fields },
      required: [...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(fields),
    },
  });
}
