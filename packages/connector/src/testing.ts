import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { accepts } from './accepts.ts';
import type { Paging } from './answerRules.ts';
import type { AccountField, Auth, Connector, Operation } from './connector.ts';
import { type Failure, OperationError } from './failure.ts';
import { hintsOf, orderedFields } from './hints.ts';
import { pageInput } from './paging.ts';
import type { RequestTemplate } from './request.ts';
import { sampleFromSchema } from './sampleFromSchema.ts';

/**
 * What is wrong with a connector, in sentences; empty where nothing is. A connector's own test needs no more than
 * `expect(connectorProblems(mine)).toEqual([])`.
 */
export function connectorProblems(connector: Connector): string[] {
  const problems = Object.entries(connector.operations).flatMap(([name, operation]) =>
    operationProblems(operation, keysInPath(connector.auth)).map((problem) => `${name}: ${problem}`),
  );
  if (!/^[a-z0-9][a-z0-9-]*$/.test(connector.id))
    problems.unshift(`the id ${connector.id} is not lower case and plain`);
  if (connector.baseUrl?.endsWith('/')) problems.unshift('its address ends in a slash');
  return [...problems, ...accountProblems(connector.auth)];
}

/** What is wrong with the ways to sign in that have fields of their own. */
function accountProblems(auth: readonly Auth[]): string[] {
  const ways = auth.filter((way) => way.kind === 'fields');
  const ids = ways.map(({ id }) => id);
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two ways to sign in have the id ${id}`),
    ...ways.flatMap(({ id, fields }) => fields.flatMap((field) => fieldProblems(id, field))),
  ];
}

function fieldProblems(way: string, { name, title, description, choices, default: otherwise }: AccountField): string[] {
  const isChoice = choices === undefined || otherwise === undefined || choices.some(({ value }) => value === otherwise);
  return [
    ...(title === '' ? [`the field ${name} of ${way} has no label`] : []),
    ...(description === undefined || /[.…!?]$/.test(description)
      ? []
      : [`the help of ${name} of ${way} is not a sentence`]),
    ...(isChoice ? [] : [`the default of ${name} of ${way} is not one of its choices`]),
  ];
}

function operationProblems(operation: Operation, keys: readonly string[]): string[] {
  return [...formProblems(operation), ...requestProblems(operation, keys), ...kindProblems(operation)];
}

/** The names in a path that are filled when a request is signed. */
function keysInPath(auth: readonly Auth[]): string[] {
  return auth.flatMap((way) => (way.kind === 'apiKey' && way.in === 'path' ? [way.name] : []));
}

function formProblems({ title, description, input, output, sample }: Operation): string[] {
  if (typeof input !== 'object' || input.type !== 'object') return ['its input is not an object'];
  const fields = Object.entries(input.properties ?? {});
  const ordered = orderedFields(input);
  return [
    ...(/^[A-Z]/.test(title) && !title.endsWith('.') ? [] : ['its title is not a name in sentence case']),
    ...(description === undefined || /[.…!?]$/.test(description) ? [] : ['its help is not a sentence']),
    ...(input.required ?? [])
      .filter((name) => !ordered.includes(name))
      .map((name) => `it requires ${name}, which is no field`),
    ...fields.flatMap(([name, field]) => {
      if (typeof field === 'boolean' || field.title === undefined) return [`the field ${name} has no label`];
      const fits = field.default === undefined || accepts(field, field.default, input);
      return fits ? [] : [`the default of ${name} does not fit`];
    }),
    ...(accepts(input, sampleFromSchema(input)) ? [] : ['no sample of its input fits']),
    ...(accepts(output, sample ?? sampleFromSchema(output)) ? [] : ['its sample does not fit its output']),
  ];
}

function requestProblems({ input, request, paging }: Operation, keys: readonly string[]): string[] {
  if (request === undefined || typeof input === 'boolean') return [];
  const fields = orderedFields(input);
  const body = request.body && (request.body.fields ?? [request.body.input]);
  const used = [...request.parameters.map((parameter) => parameter.input), ...(body ?? [])];
  const ours = filledByUs(request, paging);
  const inPath = new Set([...keys, ...request.parameters.filter((it) => it.in === 'path').map((it) => it.name)]);
  const asked = paging === undefined ? fields : fields.filter((name) => name !== 'pages');
  return [
    ...used
      .filter((name) => !fields.includes(name) && !ours.has(name))
      .map((it) => `it sends ${it}, which is no field`),
    ...asked
      .filter((name) => !used.includes(name) && !isAid(input.properties?.[name]))
      .map((name) => `the field ${name} is never sent`),
    ...[...request.path.matchAll(/\{([^{}]+)\}/g)]
      .map(([, name = '']) => name)
      .filter((name) => !inPath.has(name))
      .map((name) => `its path needs ${name}, which nothing fills`),
  ];
}

const isAid = (field: JSONSchema = {}) => hintsOf(field)['x-patchbay-aid'] === true;

/** The inputs that no form asks for: what is fixed, and where a page starts. */
function filledByUs(request: RequestTemplate, paging: Paging | undefined): Set<string | undefined> {
  const places = [paging?.size, paging !== undefined && 'to' in paging ? paging.to : undefined];
  return new Set([
    ...(request.filled ?? []).filter(({ isFixed }) => isFixed).map(({ at }) => at[0]),
    ...places.map((place) => place && pageInput(request, place)[0]),
  ]);
}

function kindProblems({
  kind,
  request,
  toRequest,
  perform,
  outputFrom,
  input,
  callsFlow,
  hosted,
  handlesFiles,
  givesAddressOf,
}: Operation): string[] {
  const sends = request !== undefined || toRequest !== undefined;
  const mustSend = kind === 'call' && !callsFlow && !hosted && !handlesFiles && givesAddressOf === undefined;
  const mustPerform = kind === 'pure' || (kind === 'call' && handlesFiles === true && !sends && !hosted);
  const fields = orderedFields(input);
  return [
    ...(sends === mustSend || (handlesFiles && kind === 'call')
      ? []
      : ['a call must say what it sends, and nothing else may']),
    ...((perform !== undefined) === mustPerform
      ? []
      : ['a pure operation and one that only works on files must perform, and nothing else may']),
    ...(outputFrom === undefined || fields.includes(outputFrom.input)
      ? []
      : ['its output follows an input it does not have']),
  ];
}

/** What an act gives, or the Failure it ends in. Anything else that is thrown goes on: it is a fault of ours. */
export function attempt<Value>(
  act: () => Value,
): { value: Value; failure?: never } | { failure: Failure; value?: never } {
  try {
    return { value: act() };
  } catch (error) {
    if (error instanceof OperationError) return { failure: error.failure };
    throw error;
  }
}
