import { randomBytes } from 'node:crypto';
import { type Json, OperationError, toFailure, valueAt, type WebhookCall } from '@patchbay/connector';
import type { Operations, PlannedStep } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { Ticker } from '../Ticker.ts';
import { createMask } from '../vault/maskSecrets.ts';
import type { Vault } from '../vault/vault.ts';
import type { Asked, ClaimedSubscription, SubscriptionStore } from './subscription.ts';
import { isSameAsked } from './subscriptionSteps.ts';

export type SubscriberDeps = {
  subscriptions: SubscriptionStore;
  operationsOf(workspaceId: string): Operations;
  vault: Pick<Vault, 'seal'>;
  hookUrl(hookId: string): string;
  /** The hook's route has changed: its secret is another one. */
  hooksChanged(flowId: string): Promise<void>;
  now(): number;
  onError(error: unknown, about: { runId?: string }): void;
};

const LOOK_MS = 1_000;
const PATIENCE_MS = 60_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** An app that does not agree is asked ever more rarely, up to this. */
const LONGEST_BACK_OFF_MS = 60 * MINUTE_MS;
/** What an app is told to stop, and does not take, is given up after so many tries: nothing can be done about it. */
const MOST_FAREWELLS = 8;

/** Asks apps to send their events, renews that, and takes it back. Every process may have one: they share the work. */
export class Subscriber {
  readonly #deps: SubscriberDeps;
  readonly #stopping = new AbortController();
  readonly #ticker: Ticker;

  constructor(deps: SubscriberDeps) {
    this.#deps = deps;
    this.#ticker = new Ticker({ everyMs: LOOK_MS, tick: () => this.lookAfterDue(), onError: deps.onError });
  }

  start(): void {
    this.#ticker.start();
  }

  /** Gives up what is under way: whoever looks next does it again. */
  stop(): Promise<void> {
    return this.#ticker.stop(() => this.#stopping.abort());
  }

  /** Brings everything that is due to what it should be. */
  async lookAfterDue(): Promise<void> {
    const claimed = await this.#deps.subscriptions.claimDue(this.#deps.now());
    await Promise.all(claimed.map((subscription) => this.#lookAfter(subscription)));
  }

  async #lookAfter(subscription: ClaimedSubscription): Promise<void> {
    const { subscriptions, now } = this.#deps;
    const { wants, holds, failures } = subscription;
    try {
      if (holds !== null && !isSameAsked(wants, holds)) await this.#takeBack(subscription, holds);
      if (wants === null) await subscriptions.ended(subscription);
      else if (holds !== null && isSameAsked(wants, holds)) await this.#renew(subscription, wants);
      else await this.#ask(subscription, wants);
    } catch (error) {
      if (this.#stopping.signal.aborted) return subscriptions.release(subscription);
      const { message, retryAfterMs = 0 } = toFailure(error);
      const backOffMs = Math.max(Math.min(LONGEST_BACK_OFF_MS, 5_000 * 4 ** failures), retryAfterMs);
      await subscriptions.failed(subscription, { error: message, nextDueAt: now() + backOffMs });
    }
  }

  async #ask(subscription: ClaimedSubscription, asked: Asked): Promise<void> {
    const { register, signature } = asked.webhook;
    if (register === undefined) return;
    const { subscriptions, hooksChanged } = this.#deps;
    let { sealed } = subscription;
    let secret: string | undefined;
    if (signature?.secret === 'ours') {
      secret = randomBytes(24).toString('hex');
      sealed = await this.#seal(subscription, secret);
      await subscriptions.keepSecret(subscription, sealed);
      await hooksChanged(subscription.flowId);
    }
    const answer = await this.#call(subscription, { asked, call: register, secret }).catch((error: unknown) => {
      throw secret === undefined ? error : withoutSecret(error, secret);
    });
    const theirs = register.secret === undefined ? undefined : valueAt(answer, register.secret);
    if (typeof theirs === 'string') sealed = await this.#seal(subscription, theirs);
    const expiresAt = expiryOf(register.expires, answer, this.#deps.now());
    const remoteId = textOf(valueAt(answer, register.id));
    await subscriptions.agreed(subscription, { holds: asked, remoteId, sealed, expiresAt }, this.#nextLook(expiresAt));
    await hooksChanged(subscription.flowId);
  }

  /** What is still there stays; what the app has forgotten is asked for anew. */
  async #renew(subscription: ClaimedSubscription, asked: Asked): Promise<void> {
    const { exists, renew, register } = asked.webhook;
    const { subscriptions, now } = this.#deps;
    const { remoteId, sealed } = subscription;
    const isEnding = subscription.expiresAt !== null && subscription.expiresAt - now() < DAY_MS;
    if (isEnding && renew === undefined) return this.#ask(subscription, asked);
    const call = isEnding ? renew : exists;
    let { expiresAt } = subscription;
    if (call !== undefined) {
      const answer = await this.#unlessGone(subscription, { asked, call });
      if (answer === GONE) return this.#ask(subscription, asked);
      if (isEnding) expiresAt = expiryOf(register?.expires, answer, now());
    }
    const agreed = { holds: asked, remoteId, sealed, expiresAt };
    await subscriptions.agreed(subscription, agreed, this.#nextLook(expiresAt));
  }

  async #takeBack(subscription: ClaimedSubscription, held: Asked): Promise<void> {
    const { unregister } = held.webhook;
    if (unregister === undefined) return;
    try {
      await this.#unlessGone(subscription, { asked: held, call: unregister });
    } catch (error) {
      if (this.#stopping.signal.aborted || !isGivenUp(error, subscription)) throw error;
    }
  }

  async #unlessGone(subscription: ClaimedSubscription, asking: Asking): Promise<unknown> {
    try {
      return await this.#call(subscription, asking);
    } catch (error) {
      const { status } = error instanceof OperationError ? error.failure : {};
      if (status === 404 || status === 410) return GONE;
      throw error;
    }
  }

  async #call(subscription: ClaimedSubscription, { asked, call, secret }: Asking): Promise<unknown> {
    const { operationsOf, hookUrl, now } = this.#deps;
    const { claim, workspaceId, hookId, remoteId } = subscription;
    const known = { url: hookUrl(hookId), secret: secret ?? null, id: remoteId, input: asked.input, flow: hookId };
    const { output } = await operationsOf(workspaceId).call({
      // Of no run: of what is sent here, which holds the secret, no trace is kept.
      runId: 'subscription',
      step: stepFor(asked, call),
      input: filled(call.input, known),
      path: 'subscription',
      mode: 'live',
      startedAt: now(),
      attempt: 1,
      idempotencyKey: claim,
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    return output;
  }

  #seal({ workspaceId, id }: ClaimedSubscription, secret: string) {
    return this.#deps.vault.seal({ workspaceId, connectionId: id }, { secret });
  }

  /** Once a day whether it is still there, and before it ends. */
  #nextLook(expiresAt: number | null): number {
    const now = this.#deps.now();
    return expiresAt === null
      ? now + DAY_MS
      : Math.min(now + DAY_MS, Math.max(now + MINUTE_MS, expiresAt - DAY_MS / 2));
  }
}

type Asking = { asked: Asked; call: WebhookCall; secret?: string | undefined };

const GONE = Symbol('gone');

/** Some things do not get better by asking again: the account is gone, or may not do this any more. */
function isGivenUp(error: unknown, { failures }: ClaimedSubscription): boolean {
  return failures >= MOST_FAREWELLS || toFailure(error).code === 'connection_missing';
}

/** Some apps say back what they did not like. */
function withoutSecret(error: unknown, secret: string): unknown {
  if (!(error instanceof OperationError)) return error;
  const { raw: _raw, said: _said, ...failure } = error.failure;
  return new OperationError({ ...failure, message: createMask([secret])(failure.message) });
}

function stepFor({ connector, connectorVersion, connection }: Asked, { operation }: WebhookCall): PlannedStep {
  return {
    id: StepId.parse('subscription'),
    connector,
    connectorVersion,
    operation,
    kind: 'call',
    repeat: 'natural',
    inputs: {},
    incoming: [],
    catchesError: false,
    ...(connection !== undefined && { connection }),
  };
}

/** The input of a call: what stands there, and what is known for `{ from }`. What is not known is left out. */
function filled(input: WebhookCall['input'], known: Record<string, Json>): Record<string, unknown> {
  const pairs = Object.entries(input).map(([name, value]): [string, unknown] => [name, filledValue(value, known)]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== null));
}

function filledValue(value: unknown, known: Record<string, Json>): unknown {
  if (Array.isArray(value)) return value.map((item) => filledValue(item, known));
  if (typeof value !== 'object' || value === null) return value;
  if ('from' in value && typeof value.from === 'string' && Object.keys(value).length === 1) {
    return valueAt(known, value.from);
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filledValue(part, known)]));
}

/** A date as text, seconds since 1970, or a number of milliseconds from now. */
function expiryOf(expires: string | number | undefined, answer: unknown, now: number): number | null {
  if (typeof expires === 'number') return now + expires;
  const value = expires === undefined ? undefined : valueAt(answer, expires);
  if (typeof value === 'number') return value > 1e11 ? value : value * 1_000;
  const time = typeof value === 'string' ? (/^\d+$/.test(value) ? Number(value) : Date.parse(value)) : Number.NaN;
  return Number.isFinite(time) ? time : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
