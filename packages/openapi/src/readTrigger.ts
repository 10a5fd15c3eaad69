import type { Operation } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { type ApiDocument, follow } from './apiDocument.ts';
import { preferredType } from './body.ts';
import { type JsonObject, listIn, objectIn, own, textIn } from './json.ts';
import type { OperationSource } from './operationSource.ts';
import { exampleOf } from './parameters.ts';
import { outputSchema } from './schemas.ts';
import type { OperationSummary } from './summary.ts';

/** Where the address goes, since no description says how an API is told: its own screens, or the operation it belongs to. */
const PASTE = 'Copy the address of this step and paste it where the API asks for the address of a webhook.';

/**
 * What an API sends by itself (a webhook, or a callback that one of its operations asks for) as a trigger: its output is
 * what is sent.
 */
export function readTrigger(document: ApiDocument, source: OperationSource, summary: OperationSummary): Operation {
  const { title, description, group } = summary;
  const payload = payloadOf(document, source);
  const asked = source.event?.of && askedBy(source.event.of);
  return {
    title,
    ...(description === undefined ? {} : { description }),
    ...(group === undefined ? {} : { group }),
    kind: 'trigger',
    startedBy: 'request',
    effect: 'none',
    repeat: 'natural',
    needsConnection: false,
    input: { type: 'object', properties: {}, additionalProperties: false },
    output: payload.schema,
    webhook: { instructions: asked ?? PASTE },
    ...(payload.sample === undefined ? {} : { sample: payload.sample }),
  };
}

function askedBy(operation: JsonObject): string {
  const name = textIn(operation, 'summary') ?? textIn(operation, 'operationId') ?? 'the operation';
  return `Copy the address of this step and give it to “${name.slice(0, 80)}”, in the field for the address it calls back.`;
}

function payloadOf(document: ApiDocument, { operation }: OperationSource): { schema: JSONSchema; sample?: unknown } {
  if (document.dialect === '2') {
    const body = listIn(operation, 'parameters')
      .map((given) => follow(document, given))
      .find((parameter) => parameter !== undefined && own(parameter, 'in') === 'body');
    return { schema: outputSchema(document, body === undefined ? true : (own(body, 'schema') ?? true)) };
  }
  const content = objectIn(follow(document, own(operation, 'requestBody')) ?? {}, 'content');
  const type = preferredType(Object.keys(content));
  if (type === undefined) return { schema: true };
  const media = follow(document, own(content, type)) ?? {};
  const example = exampleOf(document, media);
  return {
    schema: outputSchema(document, own(media, 'schema') ?? true),
    ...(example === undefined ? {} : { sample: example }),
  };
}
