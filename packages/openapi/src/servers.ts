import type { Server, ServerVariable } from '@patchbay/connector';
import { type ApiDocument, note } from './apiDocument.ts';
import { isObject, type JsonObject, listIn, objectIn, own, textIn } from './json.ts';
import type { OperationSource } from './operationSource.ts';
import { help, readable } from './words.ts';

/** More addresses than a person would look through. */
const MOST = 100;

/** Where the API may be: the addresses the description names, and the one that is taken until a person says otherwise. */
export type ReadServers = {
  /** Without a trailing slash; undefined where a person must say. */
  baseUrl: string | undefined;
  servers: Server[];
};

/** Reads the addresses of an API. Relative ones are read against where the description was found. */
export function readServers(document: ApiDocument, foundAt: string | undefined): ReadServers {
  const sourceUrl = absolute(document.self, foundAt) === undefined ? foundAt : document.self;
  const servers = document.dialect === '2' ? oldServers(document.root, sourceUrl) : serversIn(document.root, sourceUrl);
  const [first] = servers;
  const isNowhere = first === undefined && listIn(document.root, 'servers').length === 0 && document.dialect !== '2';
  const baseUrl = first === undefined ? absolute(isNowhere ? '/' : undefined, sourceUrl) : filled(first);
  if (baseUrl === undefined) note(document, 'It does not say where the API is. Its address must be given by hand.');
  else if (servers.length > 1) note(document, 'It names several addresses, such as one for tests. Check the address.');
  for (const { name, choices } of baseUrl === undefined ? [] : (first?.variables ?? [])) {
    if (choices === undefined) note(document, `Its address has a part of your own, "${name}". Check the address.`);
  }
  document.baseUrl = baseUrl;
  return { baseUrl, servers };
}

/** The address of one operation where it differs from the API's: the path is then absolute. */
export function ownServer(document: ApiDocument, { item, operation }: OperationSource): string | undefined {
  if (document.dialect === '2') return undefined;
  const { baseUrl } = document;
  const [server] = [...serversIn(operation, baseUrl), ...serversIn(item, baseUrl)];
  const url = server && filled(server);
  return url === baseUrl ? undefined : url;
}

function serversIn(holder: JsonObject, sourceUrl: string | undefined): Server[] {
  const read = listIn(holder, 'servers')
    .filter(isObject)
    .slice(0, MOST)
    .flatMap((server): Server[] => {
      const url = textIn(server, 'url')?.trim();
      const whole = url === undefined ? undefined : withPlaces(url, (text) => absolute(text, sourceUrl));
      if (url === undefined || whole === undefined) return [];
      const title = textIn(server, 'name') ?? help(textIn(server, 'description'), 80);
      const variables = variablesOf(url, objectIn(server, 'variables'));
      return [
        { url: whole, ...(title === undefined ? {} : { title }), ...(variables.length === 0 ? {} : { variables }) },
      ];
    });
  return [...new Map(read.map((server) => [server.url, server])).values()];
}

function variablesOf(url: string, given: JsonObject): ServerVariable[] {
  const names = new Set([...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name));
  return [...names].map((name) => {
    const variable = objectIn(given, name);
    const choices = [...new Set(listIn(variable, 'enum').map(String))].slice(0, 500);
    const description = help(textIn(variable, 'description'), 120);
    const fallback = own(variable, 'default') ?? choices[0];
    return {
      name,
      title: readable(name),
      ...(description === undefined ? {} : { description }),
      ...(fallback === undefined || fallback === '' ? {} : { default: String(fallback) }),
      ...(choices.length === 0 ? {} : { choices }),
    };
  });
}

/** The address with what stands for its variables by default; undefined where one of them has none. */
function filled({ url, variables = [] }: Server): string | undefined {
  const values = new Map(variables.map(({ name, default: value }) => [name, value]));
  if (variables.some((variable) => variable.default === undefined)) return undefined;
  return absolute(
    url.replace(/\{([^{}]+)\}/g, (_, name: string) => values.get(name) ?? ''),
    undefined,
  );
}

/** A template is no address yet: a word or a number stands for each variable while it is read, and gives way after. */
function withPlaces(template: string, read: (text: string) => string | undefined): string | undefined {
  const places: { stands: string; variable: string }[] = [];
  const text = template.replace(/\{([^{}]+)\}/g, (variable, _name: string, at: number) => {
    const isPort = template[at - 1] === ':';
    const stands = at === 0 ? 'https' : isPort ? `${7_001 + places.length}` : `variable${places.length}x`;
    places.push({ stands, variable });
    return stands;
  });
  const whole = read(text);
  return whole && places.reduce((url, { stands, variable }) => url.replace(stands, variable), whole);
}

function oldServers(root: JsonObject, sourceUrl: string | undefined): Server[] {
  const host = textIn(root, 'host');
  const base = textIn(root, 'basePath') ?? '/';
  const schemes = listIn(root, 'schemes');
  const scheme = schemes.length > 0 && !schemes.includes('https') ? 'http' : 'https';
  const address = host === undefined ? base : `${scheme}://${host}${base.startsWith('/') ? '' : '/'}${base}`;
  const url = absolute(address, sourceUrl);
  return url === undefined ? [] : [{ url }];
}

function absolute(address: string | undefined, sourceUrl: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const url = URL.parse(address.startsWith('//') ? `https:${address}` : address, sourceUrl);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
