import { accepts } from './accepts.ts';
import type { AccountField, Auth, Connector, Operation } from './connector.ts';
import { type Failure, OperationError } from './failure.ts';
import { orderedFields } from './hints.ts';
import { sampleFromSchema } from './sampleFromSchema.ts';

/**
 * What is wrong with a connector, in sentences; empty where nothing is. A connector's own test needs no more than
 * `expect(connectorProblems(mine)).toEqual([])`.
 */
export function connectorProblems(connector: Connector): string[] {
  const problems = Object.entries(connector.operations).flatMap(([name, operation]) =>
    operationProblems(operation).map((problem) => `${name}: ${problem}`),
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

function operationProblems(operation: Operation): string[] {
  return [...formProblems(operation), ...requestProblems(operation), ...kindProblems(operation)];
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

function requestProblems({ input, request }: Operation): string[] {
  if (request === undefined || typeof input === 'boolean') return [];
  const fields = orderedFields(input);
  const used = [
    ...request.parameters.map((parameter) => parameter.input),
    ...(request.body ? [request.body.input] : []),
  ];
  const inPath = new Set(request.parameters.filter((it) => it.in === 'path').map((it) => it.name));
  return [
    ...used.filter((name) => !fields.includes(name)).map((name) => `it sends ${name}, which is no field`),
    ...fields.filter((name) => !used.includes(name)).map((name) => `the field ${name} is never sent`),
    ...[...request.path.matchAll(/\{([^{}]+)\}/g)]
      .map(([, name = '']) => name)
      .filter((name) => !inPath.has(name))
      .map((name) => `its path needs ${name}, which nothing fills`),
  ];
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
