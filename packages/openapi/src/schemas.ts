import { fileSchema } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { type ApiDocument, note } from './apiDocument.ts';
import type { ReadBody } from './body.ts';
import { copySchema, copyTopSchema, finishWalk } from './copySchema.ts';
import { sizeOf } from './keywords.ts';
import type { ReadParameter } from './parameters.ts';
import { asField, openWalk, type SchemaObject, type SchemaWalk } from './schemaWalk.ts';
import { help } from './words.ts';

/** Characters of JSON that one operation's schema may take. Outputs get less: nobody fills them in. */
const INPUT_SIZE = 200_000;
const OUTPUT_SIZE = 120_000;

/** A body with the input field that holds it. */
export type BodyField = { body: ReadBody; input: string };

/** Which of several bodies is sent: the field that asks, and the words for each. */
export type BodyChoice = { input: string; labels: Readonly<Record<string, string>> };

type InputParts = {
  parameters: readonly ReadParameter[];
  bodies: readonly BodyField[];
  choice: BodyChoice | undefined;
};

type Field = { name: string; schema: JSONSchema; required: boolean };

/** One field per parameter and one for each way to write the body; what must be given stands first. */
export function inputSchema(document: ApiDocument, { parameters, bodies, choice }: InputParts): JSONSchema {
  const walk = openWalk(document, 'input', INPUT_SIZE);
  const fields = parameters.map((parameter): Field => {
    const { template, required } = parameter;
    return { name: template.input, schema: parameterSchema(walk, parameter), required };
  });
  if (choice !== undefined) fields.push({ name: choice.input, schema: choiceSchema(choice), required: false });
  for (const { body, input } of bodies) {
    const schema = bodySchema(walk, body);
    // Of several, the form asks for the one that was chosen; the API then says what is missing.
    fields.push({
      name: input,
      schema: choice === undefined ? schema : shownFor(schema, choice, body),
      required: body.required && choice === undefined,
    });
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

function choiceSchema({ labels }: BodyChoice): JSONSchema {
  const types = Object.keys(labels);
  const schema: SchemaObject = {
    type: 'string',
    title: 'Send as',
    description: 'The API takes this in several forms.',
    enum: types,
    ...(types[0] === undefined ? {} : { default: types[0] }),
    'x-patchbay-basic': true,
    'x-patchbay-labels': labels,
  };
  return schema;
}

function shownFor(schema: JSONSchema, choice: BodyChoice, { template }: ReadBody): JSONSchema {
  const shown: SchemaObject = {
    ...(typeof schema === 'object' ? schema : {}),
    'x-patchbay-basic': true,
    'x-patchbay-when': { field: choice.input, is: [template.contentType] },
  };
  return shown;
}

function parameterSchema(walk: SchemaWalk, { schema, template, description, example }: ReadParameter): JSONSchema {
  const copy = asField(copySchema(walk, schema), template.name || template.input, schema);
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

/** What an operation answers, or what an API sends by itself. */
export function outputSchema(document: ApiDocument, schema: unknown): JSONSchema {
  if (schema === fileSchema) return fileSchema;
  const walk = openWalk(document, 'output', OUTPUT_SIZE);
  const copy = copyTopSchema(walk, schema);
  if (typeof copy === 'boolean') return copy;
  return withDefs(walk, copy, finishWalk(walk));
}

function withDefs(walk: SchemaWalk, schema: SchemaObject, defs: Record<string, JSONSchema>): JSONSchema {
  if (walk.wasCut) {
    schema['x-patchbay-note'] = 'Some deeper parts are too large to show. They take any value.';
    note(walk.document, `Its ${walk.direction} is very large: some deeper parts take any value.`);
  }
  return Object.keys(defs).length === 0 ? schema : { ...schema, $defs: defs };
}
