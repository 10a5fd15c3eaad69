import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { AnswerHead, HttpResponse } from '@patchbay/connector';
import { Pool } from 'undici';
import { createConnect, type Target } from './connect.ts';
import { createDial, type Resolve, systemResolve } from './dial.ts';
import { EgressError } from './egressError.ts';
import { dispatchOptions, Exchange, type RawResponse, type RawStream, type SentRequest } from './exchange.ts';
import { inflate } from './inflate.ts';
import { inflateStream } from './inflateStream.ts';
import { createNetworks } from './networks.ts';

export type EgressLimits = {
  connectMs: number;
  headersMs: number;
  totalMs: number;
  wireBytes: number;
  inflatedBytes: number;
  /** Of an answer that is handed on as it comes, and for sending a body that is a stream. */
  streamMs: number;
  /** Of an answer that is handed on as it comes, both packed and unpacked. */
  streamBytes: number;
};

const standardLimits: EgressLimits = {
  connectMs: 5_000,
  headersMs: 30_000,
  totalMs: 60_000,
  wireBytes: 10_000_000,
  inflatedBytes: 25_000_000,
  streamMs: 300_000,
  streamBytes: 100_000_000,
};

type EgressOptions = { signal?: AbortSignal; limits?: Partial<EgressLimits> };

/** An answer whose body comes as it is read, unpacked. It breaks off with an EgressError. */
export type StreamedResponse = AnswerHead & { stream: Readable };

/** The one way out of Patchbay. Every request of every flow, import and account goes through here. */
export type Egress = {
  /**
   * Sends one request and gives the whole answer, unpacked; redirects are answers like any other. Throws EgressError.
   * The URL must be http or https, without a user name in it.
   */
  request(request: SentRequest, options?: EgressOptions): Promise<HttpResponse>;
  /** The same, but an answer whose head `streams` says yes to is given as soon as its body begins. */
  open(
    request: SentRequest,
    options: EgressOptions & { streams(head: AnswerHead): boolean },
  ): Promise<HttpResponse | StreamedResponse>;
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

  const send = async (request: SentRequest, options: Parameters<Egress['open']>[1]): Promise<Sent> => {
    const { signal, limits: own, streams } = options;
    const budget = own === undefined ? limits : { ...limits, ...own };
    const url = parseUrl(request.url);
    const sendsStream = request.body instanceof Readable;
    const raw = await new Promise<RawResponse | RawStream>((resolve, reject) => {
      const { host } = url;
      const exchange = new Exchange({ host, limits: budget, signal, sendsStream, streams, resolve, reject });
      try {
        pools.of(url.origin).dispatch(dispatchOptions(request, url), exchange);
      } catch (error) {
        exchange.refuse(error);
      }
    });
    return { raw, host: url.host, budget };
  };

  return {
    async request(request, options = {}) {
      const { raw, ...about } = await send(request, { ...options, streams: never });
      if ('stream' in raw) throw new Error('The answer is a stream that nobody asked for.');
      return unpacked(raw, about);
    },
    async open(request, options) {
      const { raw, ...about } = await send(request, options);
      if (!('stream' in raw)) return unpacked(raw, about);
      const { status, headers, stream } = raw;
      const limits = { host: about.host, limit: about.budget.streamBytes };
      return { status, headers, stream: inflateStream(stream, headers['content-encoding'] ?? '', limits) };
    },
    connect: createConnect(dial, networks),
    close: () => pools.close(),
  };
}

type Sent = { raw: RawResponse | RawStream; host: string; budget: EgressLimits };

const never = () => false;

async function unpacked(raw: RawResponse, { host, budget }: Omit<Sent, 'raw'>): Promise<HttpResponse> {
  const encoding = raw.headers['content-encoding'];
  if (encoding === undefined) return raw;
  return { ...raw, body: await inflate(raw.body, encoding, { host, limit: budget.inflatedBytes }) };
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
