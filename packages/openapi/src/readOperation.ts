import type { Operation, RequestTemplate } from '@patchbay/connector';
import { readAnswer } from './answer.ts';
import type { ApiDocument } from './apiDocument.ts';
import { type ReadBody, readBodies } from './body.ts';
import type { OperationSource } from './operationSource.ts';
import { type ReadParameter, readParameters } from './parameters.ts';
import { readTrigger } from './readTrigger.ts';
import { type BodyChoice, type BodyField, inputSchema, outputSchema } from './schemas.ts';
import type { ReadSecurity } from './security.ts';
import { ownServer } from './servers.ts';
import type { OperationSummary } from './summary.ts';

export type OperationParts = { document: ApiDocument; security: ReadSecurity; summary: OperationSummary };

/** One operation of a description, whole: its form, its request, its answer; or what the API sends by itself, as a trigger. */
export function readOperation(source: OperationSource, parts: OperationParts): Operation {
  const { document, summary } = parts;
  document.reading = summary.title;
  try {
    return source.event === undefined ? readCall(source, parts) : readTrigger(document, source, summary);
  } finally {
    document.reading = undefined;
  }
}

function readCall(source: OperationSource, { document, security, summary }: OperationParts): Operation {
  const needsConnection = security.needsConnection(source);
  const { parameters, body: oldBody, idempotencyHeader } = readParameters(document, source, security.secrets);
  const { bodies, choice } = bodyFields(readBodies(document, source, oldBody), parameters);
  const answer = readAnswer(document, source);
  const { effect, title, description, group } = summary;
  const scopes = needsConnection ? security.scopes(source) : [];
  return {
    title,
    ...(description === undefined ? {} : { description }),
    ...(group === undefined ? {} : { group }),
    kind: 'call',
    effect,
    repeat: repeatOf(source, idempotencyHeader),
    input: inputSchema(document, { parameters, bodies, choice }),
    output: outputSchema(document, answer.schema),
    ...(needsConnection ? { needsConnection: true } : {}),
    ...(scopes.length === 0 ? {} : { scopes }),
    request: template(source, {
      // A path that is there twice ends in a sign that is never sent.
      path: `${ownServer(document, source) ?? ''}${source.path.replace(/#+$/, '')}`,
      parameters: parameters.map((parameter) => parameter.template),
      ...bodyTemplates(bodies, choice),
      ...(idempotencyHeader === undefined ? {} : { idempotencyHeader }),
    }),
    ...(answer.example === undefined ? {} : { sample: answer.example }),
  };
}

function template(source: OperationSource, rest: Omit<RequestTemplate, 'method'>): RequestTemplate {
  return { method: source.method, ...rest };
}

/** Methods that say themselves that repeating them changes nothing more. */
const REPEATABLE: ReadonlySet<string> = new Set(
  'GET HEAD PUT DELETE OPTIONS TRACE QUERY SEARCH REPORT PROPFIND PROPPATCH MKCOL COPY MOVE UNLINK LINK PURGE'.split(
    ' ',
  ),
);

function repeatOf({ method }: OperationSource, idempotencyHeader: string | undefined): Operation['repeat'] {
  if (REPEATABLE.has(method)) return 'natural';
  return idempotencyHeader === undefined ? 'unsafe' : 'key';
}

const LABELS: Readonly<Record<ReadBody['template']['encoding'], string>> = {
  json: 'Fields (JSON)',
  form: 'Fields of a form',
  multipart: 'Form with files',
  binary: 'File',
  text: 'Text',
  lines: 'Lines of JSON',
};

/** The input fields that hold the bodies, and the field that chooses between them where there are several. */
function bodyFields(
  bodies: readonly ReadBody[],
  parameters: readonly ReadParameter[],
): { bodies: BodyField[]; choice: BodyChoice | undefined } {
  const taken = new Set(parameters.map((parameter) => parameter.template.input));
  const take = (wanted: string) => {
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
    taken.add(name);
    return name;
  };
  const fields = bodies.map((body) => ({ body, input: take('body') }));
  if (fields.length < 2) return { bodies: fields, choice: undefined };
  const labels = fields.map(({ body }) => [body.template.contentType, LABELS[body.template.encoding]] as const);
  return { bodies: fields, choice: { input: take('send_as'), labels: Object.fromEntries(labels) } };
}

function bodyTemplates(
  bodies: readonly BodyField[],
  choice: BodyChoice | undefined,
): Pick<RequestTemplate, 'body' | 'otherBodies'> {
  const isRequired = choice !== undefined && bodies[0]?.body.required === true;
  const [first, ...others] = bodies.map(({ body, input }) => ({
    ...body.template,
    input,
    ...(isRequired ? { isRequired: true as const } : {}),
  }));
  if (first === undefined) return {};
  if (choice === undefined) return { body: first };
  return {
    body: first,
    otherBodies: others.map((other) => ({ ...other, when: { input: choice.input, is: other.contentType } })),
  };
}
