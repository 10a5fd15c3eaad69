import { messageOf, say } from '@patchbay/words';
import { lookup } from 'node:dns';
import { isIP, Socket } from 'node:net';
import { buildConnector } from 'undici';
import { EgressError } from './egressError.ts';
import type { Networks } from './networks.ts';
import type { TlsOptions, Trust } from './trust.ts';

/** Gives every address of a name. Replaced in tests, to have names that lead to private addresses. */
export type Resolve = (hostname: string, done: (error: Error | null, addresses: string[]) => void) => void;

export const systemResolve: Resolve = (hostname, done) => {
  lookup(hostname, { all: true }, (error, found) => {
    done(error, error === null ? found.map(({ address }) => address) : []);
  });
};

/** How long a connection took to open, or to fail, as far as it came. */
export type Dialled = { at: number; address?: string; dnsMs?: number; connectMs?: number; tlsMs?: number };

/**
 * Opens connections to allowed addresses only:
 * 1. The name is resolved once; one address that is not allowed refuses them all, so a name cannot mix good with bad.
 * 2. The checked address itself is dialled, so a second answer of the resolver has no effect; TLS still checks the name.
 * 3. What the socket says it is connected to is checked again.
 */
export function createDial(options: {
  networks: Networks;
  resolve: Resolve;
  timeoutMs: number;
  trust: Trust;
  /** Told of every connection to an origin, once it is open or has failed. */
  onDialled?(origin: string, dialled: Dialled): void;
}): buildConnector.connector {
  const { networks, resolve, trust, onDialled } = options;
  const connectors = new Map<TlsOptions, buildConnector.connector>();
  const connectorTo = (hostname: string): buildConnector.connector => {
    const tls = trust.of(hostname);
    const known = connectors.get(tls);
    if (known !== undefined) return known;
    const made = buildConnector({ timeout: options.timeoutMs, allowH2: false, keepAlive: true, ...tls });
    connectors.set(tls, made);
    return made;
  };

  return (target, done) => {
    const hostname = target.hostname.replace(/^\[|\]$/g, '');
    const dialled: Dialled = { at: performance.now() };
    const dialAddress = (address: string) => {
      const named = isIP(hostname) === 0 ? { servername: hostname } : {};
      const began = performance.now();
      if (address !== hostname) dialled.dnsMs = began - dialled.at;
      dialled.address = address;
      // Not in its type, but what it gives is the socket, which alone says when the part before TLS is done.
      const opening: unknown = connectorTo(hostname)({ ...target, hostname: address, ...named }, (error, socket) => {
        if (dialled.connectMs === undefined) dialled.connectMs = performance.now() - began;
        else dialled.tlsMs = performance.now() - began - dialled.connectMs;
        onDialled?.(`${target.protocol}//${target.host ?? ''}`, dialled);
        if (error !== null) return done(error, null);
        if (networks.allows(socket.remoteAddress ?? '')) return done(null, socket);
        socket.destroy();
        return done(refusal(hostname, socket.remoteAddress ?? 'an unknown address'), null);
      });
      if (target.protocol === 'https:' && opening instanceof Socket) {
        opening.once('connect', () => {
          dialled.connectMs = performance.now() - began;
        });
      }
    };
    if (isIP(hostname) !== 0) {
      if (networks.allows(hostname)) dialAddress(hostname);
      else done(refusal(hostname, hostname), null);
      return;
    }
    resolve(hostname, (error, addresses) => {
      const refused = addresses.find((address) => !networks.allows(address));
      const [first] = addresses;
      if (error !== null) done(error, null);
      else if (refused !== undefined) done(refusal(hostname, refused), null);
      else if (first === undefined) done(Object.assign(new Error('No address'), { code: 'ENOTFOUND' }), null);
      else dialAddress(first);
    });
  };
}

function refusal(hostname: string, address: string): EgressError {
  const where = hostname === address ? address : `${hostname} (${address})`;
  return new EgressError({
    code: 'address_not_allowed',
    ...messageOf(
      say(
        '{where} is on a private network, which flows may not reach. Whoever runs Patchbay can allow it with PATCHBAY_ALLOW_NETWORKS.',
        { where },
      ),
    ),
    retry: 'never',
  });
}
