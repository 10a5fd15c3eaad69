import type { Connector, FieldSchema, Operation } from '../../packages/connector/src/index.ts';

/** What lies beside a connector: its recorded calls, and whether the list of apps has it. */
export type Surroundings = {
  recorded: readonly { operation: string; failure?: unknown }[];
  isListed: boolean;
};

/** What a connector lacks of what people expect, in sentences; empty where nothing is missing. */
export function missingIn(connector: Connector, { recorded, isListed }: Surroundings): string[] {
  const { id, description, keywords = [], test, icon, baseUrl, auth, operations } = connector;
  const calls = Object.entries(operations).filter(([, { kind, hosted }]) => kind === 'call' && !hosted);
  const unrecorded = calls.filter(([name]) => !recorded.some(({ operation }) => operation === name));
  const isTodo = description === undefined || description.startsWith('Says in one sentence');
  return [
    ...(isListed ? [] : [`packages/connectors/src/apps.ts does not list ${id}.`]),
    ...(baseUrl?.includes('example.com') ? ['openapi.json: the address under servers is still the example.'] : []),
    ...(isTodo ? ['overlay.ts: description does not say in a sentence what the app is for.'] : []),
    ...(keywords.length > 0 ? [] : ['overlay.ts: there are no keywords by which people would search it.']),
    ...(icon === undefined ? ['overlay.ts: there is no icon; its tile shows two letters.'] : []),
    ...(auth.length === 0 || test !== undefined ? [] : ['overlay.ts: there is no test of the account.']),
    ...(auth.some((way) => way.description?.startsWith('Where a person finds it, in one'))
      ? ['overlay.ts: auth does not say where a person finds the token.']
      : []),
    ...unrecorded.map(([name]) => `fixtures/${name}.json: there is no recorded call of ${name}.`),
    ...(recorded.some(({ failure }) => failure !== undefined)
      ? []
      : ['fixtures/: no call that was refused is recorded.']),
    ...Object.entries(operations).flatMap(([name, operation]) => wordless(name, operation)),
  ];
}

function wordless(name: string, { input }: Operation): string[] {
  const fields = Object.entries((typeof input === 'object' && input.properties) || {});
  return fields.flatMap(([field, schema]) => {
    if (typeof schema === 'boolean' || (schema as Record<string, unknown>)['x-patchbay-widget'] === 'hidden') return [];
    const { title, description } = schema as Exclude<FieldSchema, boolean>;
    return [
      ...(title === undefined ? [`${name}: the field ${field} has no title.`] : []),
      ...(description?.endsWith('.') ? [] : [`${name}: the field ${field} has no sentence of help.`]),
    ];
  });
}
