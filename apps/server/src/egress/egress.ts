import { messageOf, say } from '@patchbay/words';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { AnswerHead, HttpResponse } from '@patchbay/connector';
import { Pool } from 'undici';
import { createConnect, type Target } from './connect.ts';
import { createDial, type Dialled, type Resolve, systemResolve } from './dial.ts';
import { type Caller, Doors } from './Doors.ts';
import { EgressError } from './egressError.ts';
import { dispatchOptions, Exchange, type RawResponse, type RawStream, type SentRequest } from './exchange.ts';
import { inflate } from './inflate.ts';
import { inflateStream } from './inflateStream.ts';
import { createNetworks } from './networks.ts';
import { type RequestTimes, timesOf } from './requestTimes.ts';
import { createTrust, type Trust, type TrustSettings } from './trust.ts';

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
  /** Under way at the same time, in this process: to one host, and of one account to one host. */
  hostRequests: number;
  accountRequests: number;
  /** For how long a host that does not answer is left alone at first. */
  restMs: number;
};

const standardLimits: EgressLimits = {
  connectMs: 5_000,
  headersMs: 30_000,
  totalMs: 60_000,
  wireBytes: 10_000_000,
  inflatedBytes: 25_000_000,
  streamMs: 300_000,
  streamBytes: 100_000_000,
  hostRequests: 200,
  accountRequests: 100,
  restMs: 10_000,
};

type EgressOptions = {
  signal?: AbortSignal;
  limits?: Partial<EgressLimits>;
  caller?: Caller;
  /** Told once it is over, or its body begins to be handed on: what works out how long it took, for the few who want to know. */
  onTimes?(times: () => RequestTimes): void;
};

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
  /** What TLS on such a connection has to be started with. */
  trust: Trust;
  close(): Promise<void>;
};

const MOST_ORIGINS = 500;

/** Throws where the certificates of `trust` cannot be used. */
export function createEgress(options: {
  /** Private networks this instance may reach, as in PATCHBAY_ALLOW_NETWORKS. */
  allowNetworks: readonly string[];
  resolve?: Resolve;
  limits?: Partial<EgressLimits>;
  trust?: TrustSettings;
}): Egress {
  const limits = { ...standardLimits, ...options.limits };
  const networks = createNetworks(options.allowNetworks);
  const trust = createTrust(options.trust);
  const dials = new Map<string, Dialled>();
  const dial = createDial({
    networks,
    resolve: options.resolve ?? systemResolve,
    timeoutMs: limits.connectMs,
    trust,
    onDialled: (origin, dialled) => keepLatest(dials, { origin, dialled }),
  });
  const pools = new Pools({
    connections: limits.hostRequests,
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.headersMs,
    connect: dial,
  });

  const send = createSending({ pools, limits, dials });

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
    trust,
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

type Sending = { pools: Pools; limits: EgressLimits; dials: ReadonlyMap<string, Dialled> };

/** Lets a request through the doors, hands it to the pool of its origin, and says how long it took. */
function createSending({ pools, limits, dials }: Sending) {
  const doors = new Doors(limits);

  return async (request: SentRequest, options: Parameters<Egress['open']>[1]): Promise<Sent> => {
    const { signal, limits: own, streams, caller, onTimes } = options;
    const budget = own === undefined ? limits : { ...limits, ...own };
    const url = parseUrl(request.url);
    const { host, origin } = url;
    const sendsStream = request.body instanceof Readable;
    const passing = doors.pass(origin, { host, caller, signal, totalMs: budget.totalMs });
    const passed = passing instanceof Promise ? await passing : passing;
    let exchange: Exchange | undefined;
    try {
      const raw = await new Promise<RawResponse | RawStream>((resolve, reject) => {
        const onEnd = passed.end;
        const one = new Exchange({ host, limits: budget, signal, sendsStream, streams, resolve, reject, onEnd });
        exchange = one;
        try {
          pools.of(origin).dispatch(dispatchOptions(request, url), one);
        } catch (error) {
          one.refuse(error);
        }
      });
      return { raw, host, budget };
    } finally {
      if (onTimes !== undefined && exchange !== undefined) {
        const [{ times }, dialled] = [exchange, dials.get(origin)];
        onTimes(() => timesOf(times, dialled));
      }
    }
  };
}

function keepLatest(dials: Map<string, Dialled>, { origin, dialled }: { origin: string; dialled: Dialled }): void {
  if (dials.size >= MOST_ORIGINS && !dials.has(origin)) dials.clear();
  dials.set(origin, dialled);
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new EgressError({
      code: 'address_not_valid',
      ...messageOf(
        say('"{value}" is not a web address. It must start with http:// or https://.', {
          value: text.slice(0, 200),
        }),
      ),
      retry: 'never',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new EgressError({
      code: 'address_not_valid',
      ...messageOf(
        say('The address of {host} has a user name in it. Use a connected account instead.', { host: url.host }),
      ),
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
