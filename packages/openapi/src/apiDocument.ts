import { DescriptionError } from './descriptionError.ts';
import { isObject, type JsonObject, objectIn, own, textIn } from './json.ts';

/** How many references may point to references before we stop following. */
const HOPS = 32;
/** How many different problems are worth telling. */
const PROBLEMS = 50;

/** A parsed description with its dialect. It is never copied or resolved as a whole. */
export type ApiDocument = {
  root: JsonObject;
  /** `2` is Swagger 2.0; `3.0` has the old schema words; `3.1` has JSON Schema 2020-12 (3.2 too). */
  dialect: '2' | '3.0' | '3.1';
  /** What could not be read, in sentences, each with the operations it was met in. Grows while operations are opened. */
  problems: Map<string, Set<string>>;
  /** The title of the operation that is being read, for the problems met on the way. */
  reading: string | undefined;
  /** The address that OpenAPI 3.2 lets a description give itself: references to it are references inside. */
  self: string | undefined;
  /** Where the API is, once its addresses were read: those of single operations may be relative to it. */
  baseUrl: string | undefined;
  /** The schemas made of each schema by `allOf`, looked up once. See `familyOf`. */
  heirs: ReadonlyMap<string, readonly string[]> | undefined;
  /** What `familyOf` found for each reference; null for one that has no kinds. */
  families: Map<string, Family | null>;
};

/** The kinds of a schema, and the field that tells them apart. */
export type Family = { by: string; heirs: readonly { reference: string; value: string }[] };

/** Names the dialect of a document. Throws DescriptionError, saying what the document is instead where that is known. */
export function openDocument(root: JsonObject): ApiDocument {
  const swagger = String(own(root, 'swagger') ?? '');
  const openapi = String(own(root, 'openapi') ?? '');
  const opened = {
    root,
    problems: new Map(),
    reading: undefined,
    self: textIn(root, '$self'),
    baseUrl: undefined,
    heirs: undefined,
    families: new Map(),
  };
  if (/^2(\.|$)/.test(swagger)) return { ...opened, dialect: '2' };
  if (/^3\.0(\.|$)|^3$/.test(openapi)) return { ...opened, dialect: '3.0' };
  if (/^3\.\d+/.test(openapi)) return { ...opened, dialect: '3.1' };
  throw new DescriptionError(
    'format_not_known',
    `${whatItIs(root, openapi || swagger)} Patchbay reads OpenAPI 3, Swagger 2.0 and Google's discovery format.`,
  );
}

function whatItIs(root: JsonObject, version: string): string {
  if (version !== '') return `Version ${version.slice(0, 20)} of OpenAPI is not known.`;
  if (own(root, 'swaggerVersion') !== undefined) return 'This is Swagger 1, which is too old.';
  if (own(root, 'asyncapi') !== undefined) return 'This is an AsyncAPI description.';
  const schema = own(objectIn(root, 'info'), 'schema');
  if (typeof schema === 'string' && schema.includes('postman')) {
    return 'This is a Postman collection; export it as OpenAPI first.';
  }
  if (isObject(own(root, '__schema')) || isObject(own(objectIn(root, 'data'), '__schema'))) {
    return 'This is a GraphQL schema.';
  }
  return 'This is not an API description: it has neither "openapi" nor "swagger" at its top.';
}

/** Notes a problem once, up to a number worth reading, with the operation it was met in. */
export function note(document: ApiDocument, problem: string): void {
  const { problems, reading } = document;
  const met = problems.get(problem);
  if (met === undefined && problems.size >= PROBLEMS) return;
  const titles = met ?? new Set<string>();
  problems.set(problem, titles);
  if (reading !== undefined) titles.add(reading);
}

/** The problems as sentences, those of single operations with their names. */
export function problemSentences({ problems }: ApiDocument): string[] {
  return [...problems].map(([problem, titles]) => {
    const [first, second] = titles;
    if (first === undefined) return problem;
    const others = titles.size === 2 ? ` and “${second}”` : titles.size > 2 ? ` and ${titles.size - 1} more` : '';
    return `“${first}”${others}: ${problem}`;
  });
}

/** Follows `$ref` from an object to the object it stands for; undefined where it leads nowhere, out, or round in a circle. */
export function follow(document: ApiDocument, value: unknown): JsonObject | undefined {
  let here = value;
  for (let hop = 0; hop < HOPS; hop += 1) {
    if (!isObject(here)) return undefined;
    const reference = own(here, '$ref');
    if (typeof reference !== 'string') return here;
    here = pointedTo(document, reference);
  }
  note(document, 'Some references only lead to each other. What they stand for is left out.');
  return undefined;
}

/** What a reference inside the document points to. Nothing outside it is ever fetched. */
export function pointedTo(document: ApiDocument, given: string): unknown {
  const reference = insideReference(document, given);
  if (reference === '#') return document.root;
  if (!reference.startsWith('#/')) {
    const where = reference.split('#')[0] ?? '';
    if (where !== '')
      note(document, `It refers to ${where.slice(0, 120)}, which is not fetched. That part is left open.`);
    return undefined;
  }
  let here: unknown = document.root;
  for (const part of reference.slice(2).split('/')) {
    if (Array.isArray(here)) here = /^\d+$/.test(part) ? here[Number(part)] : undefined;
    else here = isObject(here) ? own(here, unescapePointer(part)) : undefined;
  }
  if (here === undefined) {
    note(document, `It refers to ${reference.slice(0, 120)}, which is not in it. That part is left open.`);
  }
  return here;
}

/** A reference that names the description by its own address is one inside it. */
export function insideReference({ self }: ApiDocument, reference: string): string {
  if (self === undefined || !reference.startsWith(self)) return reference;
  const rest = reference.slice(self.length);
  return rest === '' ? '#' : rest.startsWith('#') ? rest : reference;
}

function unescapePointer(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return plain;
  }
}
