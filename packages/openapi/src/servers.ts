import { type ApiDocument, note } from './apiDocument.ts';
import { isObject, type JsonObject, listIn, objectIn, own, textIn } from './json.ts';
import type { OperationSource } from './operationSource.ts';

/** Where the API's requests go, without a trailing slash; undefined where a person must say. */
export function baseUrlOf(document: ApiDocument, sourceUrl: string | undefined): string | undefined {
  const address = document.dialect === '2' ? oldAddress(document.root, sourceUrl) : addressIn(document, document.root);
  const url = absolute(address ?? (sourceUrl === undefined ? undefined : '/'), sourceUrl);
  if (url === undefined) note(document, 'It does not say where the API is. Its address must be given by hand.');
  return url;
}

/** The address of one operation where it differs from the API's: the path is then absolute. */
export function ownServer(document: ApiDocument, { item, operation }: OperationSource): string | undefined {
  if (document.dialect === '2') return undefined;
  return absolute(addressIn(document, operation) ?? addressIn(document, item), undefined);
}

function addressIn(document: ApiDocument, holder: JsonObject): string | undefined {
  const servers = listIn(holder, 'servers').filter(isObject);
  const [server] = servers;
  if (new Set(servers.map((server) => textIn(server, 'url'))).size > 1) {
    note(document, 'It names several addresses, such as one for tests. Check the address.');
  }
  const template = server === undefined ? undefined : textIn(server, 'url');
  if (server === undefined || template === undefined) return undefined;
  const variables = objectIn(server, 'variables');
  let isComplete = true;
  const address = template.trim().replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const variable = objectIn(variables, name);
    const value = own(variable, 'default') ?? listIn(variable, 'enum')[0];
    const isChoice = listIn(variable, 'enum').length > 0;
    if (!isChoice) note(document, `Its address has a part of your own, "${name}". Check the address.`);
    if (value === undefined || value === '') isComplete = false;
    return String(value ?? '');
  });
  return isComplete ? address : undefined;
}

function oldAddress(root: JsonObject, sourceUrl: string | undefined): string | undefined {
  const host = textIn(root, 'host');
  const base = textIn(root, 'basePath') ?? '/';
  if (host === undefined) return sourceUrl === undefined ? undefined : base;
  const schemes = listIn(root, 'schemes');
  return `${schemes.length > 0 && !schemes.includes('https') ? 'http' : 'https'}://${host}${base.startsWith('/') ? '' : '/'}${base}`;
}

function absolute(address: string | undefined, sourceUrl: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const url = URL.parse(address.startsWith('//') ? `https:${address}` : address, sourceUrl);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
