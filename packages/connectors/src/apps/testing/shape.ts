import { type Connector, flattenSchema, isObject, type Operation } from '@patchbay/connector';

/** What a step notices of an operation: what it takes and gives, by the paths of fields, and what is sent. */
export type OperationShape = {
  /** Method and path. */
  sends?: string;
  /** Fixed headers: a vendor's dated version among them. */
  headers?: Record<string, string>;
  needsAccount?: true;
  outlets?: string[];
  takes: Record<string, string>;
  gives: Record<string, string>;
};

/** What steps notice of a connector, as `released.json` keeps it: no words, no order, nothing that only the screen shows. */
export type Shape = { version: string; operations: Record<string, OperationShape> };

/** How deep fields are looked at; schemas may hold themselves. */
const DEPTH = 5;

export const REQUIRED = ', required';
export const ONE_OF = 'one of ';

export function shapeOf({ version, operations }: Pick<Connector, 'version' | 'operations'>): Shape {
  const all = Object.entries(operations).map(([name, operation]) => [name, operationShape(operation)] as const);
  return { version, operations: Object.fromEntries(all.sort(([left], [right]) => (left < right ? -1 : 1))) };
}

function operationShape({ request, needsConnection, outlets, input, output }: Operation): OperationShape {
  return {
    ...(request !== undefined && { sends: `${request.method} ${request.path}` }),
    ...(request?.headers !== undefined && { headers: sorted({ ...request.headers }) }),
    ...(needsConnection === true && { needsAccount: true }),
    ...(outlets !== undefined && { outlets: outlets.map(({ name }) => name) }),
    takes: sorted(fieldsIn({ schema: input, root: input, depth: 0 }, '')),
    gives: sorted(fieldsIn({ schema: output, root: output, depth: 0 }, '', false)),
  };
}

type Side = { schema: unknown; root: Operation['input']; depth: number };

/** Every field by its path, with what it holds. */
function fieldsIn({ schema, root, depth }: Side, path: string, isInput = true): Record<string, string> {
  if (!isObject(schema) || depth > DEPTH) return {};
  const { schema: flat } = flattenSchema(schema as Exclude<Operation['input'], boolean>, root);
  const { properties = {}, required = [], items } = flat;
  const fields = Object.entries(properties).flatMap(([name, field]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const isRequired = isInput && required.includes(name);
    const own = `${holds({ schema: field, root, depth })}${isRequired ? REQUIRED : ''}`;
    return [
      [here, own] as const,
      ...Object.entries(fieldsIn({ schema: field, root, depth: depth + 1 }, here, isInput)),
    ];
  });
  const inList = items === undefined ? {} : fieldsIn({ schema: items, root, depth: depth + 1 }, `${path}[]`, isInput);
  return { ...Object.fromEntries(fields), ...inList };
}

function holds({ schema, root }: Side): string {
  if (!isObject(schema)) return 'anything';
  const { schema: flat } = flattenSchema(schema as Exclude<Operation['input'], boolean>, root);
  if (Array.isArray(flat.enum)) return `${ONE_OF}${flat.enum.map((choice) => JSON.stringify(choice)).join(' ')}`;
  const types = flat.type === undefined ? ['anything'] : [flat.type].flat();
  const format = typeof flat.format === 'string' ? ` (${flat.format})` : '';
  return `${[...types].sort().join(' or ')}${format}`;
}

function sorted<Value>(of: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(of).sort(([left], [right]) => (left < right ? -1 : 1)));
}
