import type { Answer } from '@patchbay/execution';
import type { Addresses } from '../callbacks/addresses.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { RunJournal } from '../store/journal/journal.ts';
import type { OpenAccount } from '../vault/signRequest.ts';
import type { LiveRuns } from '../worker/liveRuns.ts';
import type { Worker } from '../worker/worker.ts';
import type { Captures } from './captures.ts';
import type { FormTokens } from './forms/formTokens.ts';
import type { Limits } from './limits.ts';
import type { Route, Routes } from './routes.ts';
import type { TriggerSettings } from './triggerSettings.ts';

/** What hooks and forms reach the outside by. */
export type HookDeps = {
  routes: Routes;
  worker: Worker;
  live: LiveRuns;
  journal: Pick<RunJournal, 'readFrom'>;
  captures: Captures;
  files: FileStore;
  limits: Limits;
  tokens: FormTokens;
  now(): number;
  openConnection: OpenAccount;
  addresses: Pick<Addresses, 'hook'>;
  /** What an app signs its events with, for a step whose events it was asked for. */
  subscriptionSecret(route: Pick<Route, 'workspaceId' | 'subscription'>): Promise<string | undefined>;
  /** How the step is drawn now, for whoever listens to it before it is published. */
  draftSettings(step: { workspaceId: string; flowId: string; stepId: string }): Promise<TriggerSettings | undefined>;
  /** The run that an earlier delivery with the same key started, with its answer where it has given one. */
  findDelivered(delivery: Delivery): Promise<{ runId: string; answer?: Answer } | null>;
  onError(error: unknown, about: { runId?: string }): void;
};

/** What a sender calls one delivery by, at one hook. */
type Delivery = { hookId: string; key: string };
