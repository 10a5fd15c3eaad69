import type { ConnectorRow } from '../../api/types.ts';
import { gallerySections } from '../connectors/gallerySections.ts';

/** What an account can be connected of, in the order of the gallery: the workspace's own APIs, then what people use most. */
export function appsToConnect(connectors: readonly ConnectorRow[]): ConnectorRow[] {
  return gallerySections(connectors, new Set())
    .flatMap((section) => section.connectors)
    .filter(({ source, auth }) => source === 'imported' || auth.length > 0);
}
