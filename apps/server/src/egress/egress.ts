import type { Socket } from 'node:net';
import type { HttpRequest, HttpResponse } from '@patchbay/connector';
import { Pool } from 'undici';
import { createConnect, type Target } from './connect.ts';
import { createDial, type Resolve, systemResolve } from './dial.ts';
import { EgressError } from './egressError.ts';
import { dispatchOptions, Exchange, type RawResponse } from './exchange.ts';
import { inflate } from './inflate.ts';
import { createNetworks } from './networks.ts';

export type EgressLimits = {
  connectMs: number;
  headersMs: number;
  totalMs: number;
  wireBytes: number;
  inflatedBytes: number;
};

const standardLimits: EgressLimits = {
  connectMs: 5_000,
  headersMs: 30_000,
  totalMs: 60_000,
  wireBytes: 10_000_000,
  inflatedBytes: 25_000_000,
};

/** The one way out of Patchbay. Every request of every flow, import and account goes through `request` or `connect`. */
export type Egress = {
  /**
   * Sends one request and gives the whole answer, unpacked; redirects are answers like any other. Throws EgressError.
   * The URL must be http or https, without a user name in it.
   */
  request(
    request: HttpRequest,
    options?: { signal?: AbortSignal; limits?: Partial<EgressLimits> },
  ): Promise<HttpResponse>;
  /**
   * Opens a connection to a server that does not speak HTTP; whoever speaks its protocol starts TLS. Throws EgressError, also
   * where no TLS is wanted and the server is not on a private network.
   */
  connect(target: Target, options?: { signal?: AbortSignal }): Promise<Socket>;
  close(): Promise<void>;
};

const MOST_ORIGINS = 500;
const MOST_CONNECTIONS_AN_ORIGIN = 100;

/** `allowNetworks`: private networks this instance may reach, as in PATCHBAY_ALLOW_NETWORKS. */
export function createEgress(options: {
  allowNetworks: readonly string[];
  resolve?: Resolve;
  limits?: Partial<EgressLimits>;
}): Egress {
  const limits = { ...standardLimits, ...options.limits };
  const networks = createNetworks(options.allowNetworks);
  const dial = createDial({ networks, resolve: options.resolve ?? systemResolve, timeoutMs: limits.connectMs });
  const pools = new Pools({
    connections: MOST_CONNECTIONS_AN_ORIGIN,
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.headersMs,
    connect: dial,
  });

  return {
    async request(request, { signal, limits: own } = {}) {
      const budget = own === undefined ? limits : { ...limits, ...own };
      const url = parseUrl(request.url);
      const raw = await new Promise<RawResponse>((resolve, reject) => {
        const exchange = new Exchange({ host: url.host, limits: budget, signal, resolve, reject });
        try {
          pools.of(url.origin).dispatch(dispatchOptions(request, url), exchange);
        } catch (error) {
          exchange.refuse(error);
        }
      });
      const encoding = raw.headers['content-encoding'];
      if (encoding === undefined) return raw;
      return { ...raw, body: await inflate(raw.body, encoding, { host: url.host, limit: budget.inflatedBytes }) };
    },
    connect: createConnect(dial, networks),
    close: () => pools.close(),
  };
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new EgressError({
      code: 'address_not_valid',
      message: `"${text.slice(0, 200)}" is not a web address. It must start with http:// or https://.`,
      retry: 'never',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new EgressError({
      code: 'address_not_valid',
      message: `The address of ${url.host} has a user name in it. Use a connected account instead.`,
      retry: 'never',
    });
  }
  return url;
}

/** One pool of kept-alive connections an origin; the ones used longest ago go first when there are too many. */
class Pools {
  readonly #options: Pool.Options;
  readonly #pools = new Map<string, Pool>();

  constructor(options: Pool.Options) {
    this.#options = options;
  }

  of(origin: string): Pool {
    const known = this.#pools.get(origin);
    if (known !== undefined) return known;
    const pool = new Pool(origin, this.#options);
    this.#pools.set(origin, pool);
    if (this.#pools.size > MOST_ORIGINS) this.#dropOldest();
    return pool;
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#pools.values(), (pool) => pool.destroy()));
    this.#pools.clear();
  }

  #dropOldest(): void {
    for (const [origin, pool] of this.#pools) {
      this.#pools.delete(origin);
      // Lets the requests under way finish.
      void pool.close();
      return;
    }
  }
}
