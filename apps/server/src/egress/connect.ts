import { messageOf, say } from '@patchbay/words';
import { isIP, type Socket } from 'node:net';
import { connect as startTls, type TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import { EgressError, toEgressError } from './egressError.ts';
import type { Networks } from './networks.ts';
import type { Trust } from './trust.ts';

/**
 * A server that does not speak HTTP. `security`: TLS from the first byte, or after a first exchange in clear, or none, which
 * is for private networks only.
 */
export type Target = { host: string; port: number; security: 'tls' | 'starttls' | 'none' };

/** Opens plain connections by the same checks that requests pass. */
export function createConnect(dial: buildConnector.connector, networks: Networks) {
  return async (target: Target, { signal }: { signal?: AbortSignal } = {}): Promise<Socket> => {
    const { host, port, security } = target;
    const socket = await new Promise<Socket>((resolve, reject) => {
      const onAbort = () => reject(stopped(host));
      if (signal?.aborted) return onAbort();
      signal?.addEventListener('abort', onAbort, { once: true });
      dial({ hostname: host, host, protocol: 'http:', port: String(port) }, (error, opened) => {
        signal?.removeEventListener('abort', onAbort);
        if (error !== null) return reject(toEgressError(error, `${host}:${port}`, false));
        // Nobody waits for it any more.
        if (signal?.aborted) return void opened.destroy();
        resolve(opened);
      });
    });
    if (security !== 'none' || !networks.isPublic(socket.remoteAddress ?? '')) return socket;
    socket.destroy();
    throw new EgressError({
      code: 'not_encrypted',
      ...messageOf(
        say(
          '{host} is on the internet, where anybody on the way could read the password. Choose TLS or STARTTLS for it.',
          { host },
        ),
      ),
      retry: 'never',
    });
  };
}

/** Goes on in TLS on a connection that `connect` has opened; `host` is the name its certificate must have. */
export function secureConnection(
  socket: Socket,
  { host, trust }: { host: string; trust: Trust },
  onSecure: () => void,
): TLSSocket {
  const named = isIP(host) === 0 ? { servername: host } : { host };
  return startTls({ socket, ...named, ...trust.of(host) }, onSecure);
}

function stopped(host: string): EgressError {
  const said = say('The connection to {host} was given up because the run was stopped.', { host });
  return new EgressError({ code: 'stopped', ...messageOf(said), retry: 'later' });
}
