import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { isBuiltIn } from './builtIns.ts';
import type { ConnectorDeps } from './connectorStore.ts';

/** Says where an imported connector's requests go. Connected accounts stay bound to the host they were made for. */
export async function setBaseUrl(
  { connector, baseUrl }: { connector: string; baseUrl: string },
  access: Access<'connector.update'>,
  { connectors }: Pick<ConnectorDeps, 'connectors'>,
): Promise<void> {
  const url = readBaseUrl(baseUrl);
  if (isBuiltIn(connector)) throw new AppError('connector_built_in');
  if ((await connectors.find(access.workspaceId, connector)) === null) throw new AppError('not_found');
  await connectors.setBaseUrl(access.workspaceId, connector, url);
}

/** A base URL without its trailing slash. Throws `base_url_unusable`. */
export function readBaseUrl(text: string): string {
  const url = URL.parse(text.trim());
  const usable = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (!usable) throw new AppError('base_url_unusable');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
