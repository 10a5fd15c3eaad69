import { Ticker } from '../Ticker.ts';
import type { TellOfAccount } from './tellOfAccount.ts';

/** An account that people are to be told of: it is broken, or it ends soon. Times are milliseconds since 1970. */
export type AlertedAccount = {
  id: string;
  workspaceId: string;
  connector: string;
  name: string;
  createdBy: string | null;
} & ({ kind: 'broken'; since: number; problem: string } | { kind: 'ends'; at: number });

export type AlertStore = {
  /** Those of which nobody has been told, for this process to tell of: nobody else does for some minutes. */
  takeUntold(now: number): Promise<AlertedAccount[]>;
  told(account: AlertedAccount): Promise<void>;
};

export type AccountAlertDeps = {
  alerts: AlertStore;
  tell: TellOfAccount;
  now(): number;
  onError(error: unknown, about: { runId?: string }): void;
};

const TICK_MS = 5_000;

/**
 * Has people told of accounts that do not work any more, or end within a week: once each, however many runs meet it. What is
 * to be told stands with the account, so it is told whichever process has met it.
 */
export class AccountAlerts {
  readonly #deps: AccountAlertDeps;
  readonly #ticker: Ticker;

  constructor(deps: AccountAlertDeps) {
    this.#deps = deps;
    this.#ticker = new Ticker({ everyMs: TICK_MS, tick: () => this.tellDue(), onError: deps.onError });
  }

  start(): void {
    this.#ticker.start();
  }

  /** Resolves when nobody is told anything any more. */
  stop(): Promise<void> {
    return this.#ticker.stop();
  }

  /** Tells everybody who is to be told by now. What fails is tried again later. */
  async tellDue(): Promise<void> {
    const { alerts, tell, now, onError } = this.#deps;
    for (const account of await alerts.takeUntold(now())) {
      try {
        await tell(account);
        await alerts.told(account);
      } catch (error) {
        onError(error, {});
      }
    }
  }
}
