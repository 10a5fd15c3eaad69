import type { Json, WebhookTrigger } from '@patchbay/connector';
import type { Sealed } from '../vault/vault.ts';

/** What a trigger of the live version asks of its app. Frozen with the version, so that it can be taken back as it was asked. */
export type Asked = {
  connector: string;
  connectorVersion: string;
  connection?: string;
  /** What was typed into the step. */
  input: Record<string, Json>;
  webhook: WebhookTrigger;
};

/** A subscription that this process looks after now. Times in milliseconds since 1970. */
export type ClaimedSubscription = {
  id: string;
  claim: string;
  workspaceId: string;
  flowId: string;
  hookId: string;
  /** What it should be; null: none. */
  wants: Asked | null;
  /** What the app has agreed to; null: nothing. */
  holds: Asked | null;
  remoteId: string | null;
  sealed: Sealed | null;
  expiresAt: number | null;
  failures: number;
};

/** What an app has agreed to. */
type Agreed = { holds: Asked; remoteId: string | null; sealed: Sealed | null; expiresAt: number | null };

/** Keeps what apps are asked to send. Safe to use from many processes at once. */
export type SubscriptionStore = {
  claimDue(now: number): Promise<ClaimedSubscription[]>;
  /** Keeps the secret before the app is told it: its first event may come before its answer. */
  keepSecret(subscription: ClaimedSubscription, sealed: Sealed): Promise<void>;
  /** False where another process looks after it meanwhile. */
  agreed(subscription: ClaimedSubscription, agreed: Agreed, nextDueAt: number): Promise<boolean>;
  /** The app sends nothing any more; the row goes with its flow. */
  ended(subscription: ClaimedSubscription): Promise<void>;
  failed(subscription: ClaimedSubscription, why: { error: string; nextDueAt: number }): Promise<void>;
  release(subscription: ClaimedSubscription): Promise<void>;
};
