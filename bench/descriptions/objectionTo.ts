import { isFile, isFileRef, type Operation } from '@patchbay/connector';
import type { Judge } from './judge.ts';

type Values = Readonly<Record<string, unknown>>;
type Court = { where: { method: string; path: string }; judge: Judge };

/** What the description says against the input of a request; undefined where it fits. */
export function objectionTo(operation: Operation, input: Values, { where, judge }: Court): string | undefined {
  const item = judge.at(['paths', where.path]);
  const found = item && operationIn(item, where.method, judge);
  if (item === undefined || found === undefined) return undefined;
  for (const holder of [item.pointer, found.pointer]) {
    const list = holder === item.pointer ? item.value.parameters : found.value.parameters;
    if (!Array.isArray(list)) continue;
    for (const index of list.keys()) {
      const wrong = parameterObjection(operation, input, { pointer: [...holder, 'parameters', String(index)], judge });
      if (wrong !== undefined) return wrong;
    }
  }
  return bodyObjection(operation, input, { pointer: [...found.pointer, 'requestBody'], judge });
}

function operationIn(item: { pointer: readonly string[]; value: Values }, method: string, judge: Judge) {
  return (
    judge.at([...item.pointer, method.toLowerCase()]) ?? judge.at([...item.pointer, 'additionalOperations', method])
  );
}

type Place = { pointer: readonly string[]; judge: Judge };

function parameterObjection(operation: Operation, input: Values, { pointer, judge }: Place): string | undefined {
  const found = judge.at(pointer);
  if (found === undefined) return undefined;
  const { value: raw } = found;
  const place = String(raw.in).toLowerCase();
  if (place === 'body' || place === 'formdata') return oldBodyObjection(operation, input, { ...found, judge });
  const template = operation.request?.parameters.find((it) => it.name === raw.name && it.in === place);
  // The sign-in fills it, or we do.
  if (template === undefined) return undefined;
  const value = input[template.input];
  if (value === undefined) return isRequired(raw) ? `${template.name} is missing` : undefined;
  const schema = raw.schema === undefined ? schemaOfContent(raw, found.pointer) : [...found.pointer, 'schema'];
  return schema && said(template.name, judge.verdict(schema, value));
}

const isRequired = (raw: Values) => raw.required === true || raw['x-required'] === true;

function schemaOfContent(raw: Values, pointer: readonly string[]): readonly string[] | undefined {
  const [type] = Object.keys(Object(raw.content));
  if (type !== undefined) return [...pointer, 'content', type, 'schema'];
  return raw.type === undefined ? undefined : pointer;
}

/** The body, or a field of the form, as Swagger 2.0 lists it among the parameters. */
function oldBodyObjection(
  operation: Operation,
  input: Values,
  { value: raw, pointer, judge }: Place & { value: Values },
): string | undefined {
  const isWhole = String(raw.in).toLowerCase() === 'body';
  const body = bodyValue(operation, input);
  const name = String(raw.name);
  const value = isWhole ? body : Object(body)[name];
  if (value === undefined)
    return isRequired(raw) && isSent(operation, name, isWhole) ? `${name} is missing` : undefined;
  return said(isWhole ? 'body' : name, judge.verdict(isWhole ? [...pointer, 'schema'] : pointer, asWire(value)));
}

/** A token that the sign-in fills is no field, and a method that can have no body sends none. */
function isSent({ request, input }: Operation, name: string, isWhole: boolean): boolean {
  if (request?.body === undefined) return false;
  return isWhole || JSON.stringify(input).includes(`"${name}"`);
}

function bodyObjection(operation: Operation, input: Values, { pointer, judge }: Place): string | undefined {
  const body = judge.at(pointer);
  const template = operation.request?.body;
  if (body === undefined || template === undefined) return undefined;
  const value = bodyValue(operation, input);
  if (value === undefined) return body.value.required === true ? 'the body is missing' : undefined;
  const types = Object.keys(Object(body.value.content));
  const type = types.find((it) => it === template.contentType) ?? types.find((it) => it.includes('*')) ?? types[0];
  const media = type === undefined ? undefined : judge.at([...body.pointer, 'content', type]);
  if (media?.value.schema === undefined) return undefined;
  return said('body', judge.verdict([...media.pointer, 'schema'], asWire(value)));
}

/** What stands in the input for the body: a field of its own, or its fields beside the parameters. */
function bodyValue({ request }: Operation, input: Values): unknown {
  const template = request?.body;
  if (template === undefined) return undefined;
  if (template.fields === undefined) return input[template.input];
  const given = template.fields.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]);
  const fields = Object.fromEntries(given);
  return template.wrap === undefined ? fields : { [template.wrap]: fields };
}

/** A file as the description sees it: text of bytes. */
function asWire(value: unknown): unknown {
  if (isFile(value) || isFileRef(value)) return 'bytes';
  if (Array.isArray(value)) return value.map(asWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asWire(inner)]));
}

const said = (what: string, verdict: string | undefined) => verdict && `${what}${verdict}`;
