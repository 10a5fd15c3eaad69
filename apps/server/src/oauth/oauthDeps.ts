import { createHash } from 'node:crypto';
import type { ChangeDeps } from '../changes/changeStore.ts';
import type { ConnectionDeps } from '../connections/connectionStore.ts';
import type { Egress } from '../egress/egress.ts';
import type { AttemptStore } from './attempts.ts';
import type { ClientStore, FindClient } from './clients.ts';

/** What signing in at providers reaches the outside by. */
export type OAuthDeps = Pick<
  ConnectionDeps,
  'connections' | 'connectors' | 'catalogs' | 'callOnce' | 'fetchPicture' | 'readAccount'
> &
  ChangeDeps & {
    clients: ClientStore;
    findClient: FindClient;
    attempts: AttemptStore;
    egress: Pick<Egress, 'request'>;
    /** The one address that people come back to, registered at every provider. */
    callbackUrl: string;
    now(): number;
  };

/** What is stored of a value that only its bearer knows. */
export function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
