import type { Operation, RequestTemplate } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { readAnswer } from './answer.ts';
import type { ApiDocument } from './apiDocument.ts';
import { type ReadBody, readBody } from './body.ts';
import { copySchema, copyTopSchema, finishWalk } from './copySchema.ts';
import { sizeOf } from './keywords.ts';
import type { OperationSource } from './operationSource.ts';
import { type ReadParameter, readParameters } from './parameters.ts';
import { asField, openWalk, type SchemaObject, type SchemaWalk } from './schemaWalk.ts';
import type { ReadSecurity } from './security.ts';
import { ownServer } from './servers.ts';
import type { OperationSummary } from './summary.ts';
import { help } from './words.ts';

/** Characters of JSON that one operation's schema may take. Outputs get less: nobody fills them in. */
const INPUT_SIZE = 200_000;
const OUTPUT_SIZE = 120_000;

export type OperationParts = { document: ApiDocument; security: ReadSecurity; summary: OperationSummary };

/** One operation of a description, whole: its form, its request, its answer. */
export function readOperation(source: OperationSource, { document, security, summary }: OperationParts): Operation {
  const needsConnection = security.needsConnection(source);
  const { parameters, body: oldBody, idempotencyHeader } = readParameters(document, source, security.secrets);
  const body = readBody(document, source, oldBody);
  const bodyInput = freeName('body', parameters);
  const answer = readAnswer(document, source);
  const { effect, title, description, group } = summary;
  return {
    title,
    ...(description === undefined ? {} : { description }),
    ...(group === undefined ? {} : { group }),
    kind: 'call',
    effect,
    repeat: repeatOf(source, idempotencyHeader),
    input: inputSchema(document, { parameters, body, bodyInput }),
    output: outputSchema(document, answer.schema),
    ...(needsConnection ? { needsConnection: true } : {}),
    request: template(source, {
      path: `${ownServer(document, source) ?? ''}${source.path}`,
      parameters: parameters.map((parameter) => parameter.template),
      ...(body === undefined ? {} : { body: { ...body.template, input: bodyInput } }),
      ...(idempotencyHeader === undefined ? {} : { idempotencyHeader }),
    }),
    ...(answer.example === undefined ? {} : { sample: answer.example }),
  };
}

function template(source: OperationSource, rest: Omit<RequestTemplate, 'method'>): RequestTemplate {
  return { method: source.method, ...rest };
}

function repeatOf({ method }: OperationSource, idempotencyHeader: string | undefined): Operation['repeat'] {
  if (method !== 'POST' && method !== 'PATCH') return 'natural';
  return idempotencyHeader === undefined ? 'unsafe' : 'key';
}

function freeName(wanted: string, parameters: readonly ReadParameter[]): string {
  const taken = new Set(parameters.map(({ template }) => template.input));
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
  return name;
}

type InputParts = { parameters: readonly ReadParameter[]; body: ReadBody | undefined; bodyInput: string };

/** One field per parameter and one for the body; what must be given stands first. */
function inputSchema(document: ApiDocument, { parameters, body, bodyInput }: InputParts): JSONSchema {
  const walk = openWalk(document, 'input', INPUT_SIZE);
  const fields = parameters.map((parameter): Field => {
    const { template, required } = parameter;
    return { name: template.input, schema: parameterSchema(walk, parameter), required };
  });
  if (body !== undefined) {
    fields.push({ name: bodyInput, schema: bodySchema(walk, body), required: body.required });
  }
  const ordered = [...fields.filter((field) => field.required), ...fields.filter((field) => !field.required)];
  const defs = finishWalk(walk);
  const input: SchemaObject = {
    type: 'object',
    properties: Object.fromEntries(ordered.map(({ name, schema }) => [name, schema])),
    required: ordered.filter((field) => field.required).map((field) => field.name),
    additionalProperties: false,
    'x-patchbay-order': ordered.map((field) => field.name),
  };
  return withDefs(walk, input, defs);
}

type Field = { name: string; schema: JSONSchema; required: boolean };

function parameterSchema(walk: SchemaWalk, { schema, template, description, example }: ReadParameter): JSONSchema {
  const copy = asField(copySchema(walk, schema), template.name, schema);
  if (typeof copy === 'boolean') return copy;
  const text = help(description);
  const isSmall = example !== undefined && sizeOf(example, 300) < 300;
  return {
    ...copy,
    ...(text === undefined ? {} : { description: text }),
    ...(isSmall && copy.examples === undefined ? { examples: [example] } : {}),
  };
}

function bodySchema(walk: SchemaWalk, { schema, template, description, example }: ReadBody): JSONSchema {
  walk.hasFiles = template.encoding === 'multipart' || template.encoding === 'binary';
  const copy = copyTopSchema(walk, schema);
  if (typeof copy === 'boolean') return { title: 'Body', 'x-patchbay-widget': 'json' } as SchemaObject;
  const text = help(description);
  const isSmall = example !== undefined && sizeOf(example, 2_000) < 2_000;
  return {
    ...copy,
    title: 'Body',
    ...(text === undefined ? {} : { description: text }),
    ...(isSmall && copy.examples === undefined ? { examples: [example] } : {}),
  };
}

function outputSchema(document: ApiDocument, schema: unknown): JSONSchema {
  const walk = openWalk(document, 'output', OUTPUT_SIZE);
  const copy = copyTopSchema(walk, schema);
  if (typeof copy === 'boolean') return copy;
  return withDefs(walk, copy, finishWalk(walk));
}

function withDefs(walk: SchemaWalk, schema: SchemaObject, defs: Record<string, JSONSchema>): JSONSchema {
  if (walk.wasCut) schema['x-patchbay-note'] = 'Some deeper parts are too large to show. They take any value.';
  return Object.keys(defs).length === 0 ? schema : { ...schema, $defs: defs };
}
