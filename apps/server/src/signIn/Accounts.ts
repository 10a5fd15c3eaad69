import { OperationError } from '@patchbay/connector';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeptAccount, OpenConnection } from '../vault/signRequest.ts';
import { hasToken, isRenewable, type Renewed, type RenewDeps, renew } from './renew.ts';

/** Accounts as they are kept, for those who give them a new token. */
export type AccountRows = {
  /** As it is now, opened. Undefined where there is none any more. */
  read(account: Place): Promise<OpenConnection | undefined>;
  /** Whether this process is the one to renew it now: nobody else does, and its secret is still the one of `generation`. */
  lease(account: Place & { generation: number; by: string }): Promise<boolean>;
  /** Keeps a new token in the place of the one of `generation`. False where somebody else has given it another secret. */
  keep(account: Place & { generation: number; by: string; renewed: Renewed }): Promise<boolean>;
  /** Lets others try, after it did not work out. */
  release(account: Place & { by: string }): Promise<void>;
  /** Says that the secret of `generation` does not work any more. False where it has another one by now. */
  markBroken(account: Place & { generation: number; problem: string }): Promise<boolean>;
};

type Place = { id: string; workspaceId: string };

export type AccountsDeps = RenewDeps & {
  rows: AccountRows;
  /** Of this process, among those that share the database. */
  process: string;
  now(): number;
};

/** What another process needs to renew a token, and less than it may take for it. */
const PATIENCE_MS = 45_000;
const LOOK_MS = 150;
const MOST_KEEPS = 4;

/**
 * Keeps the tokens of accounts good: renewed before they are over, by one process at a time, however many requests use
 * them. Secrets that are typed and never change pass through.
 */
export class Accounts {
  readonly #deps: AccountsDeps;
  readonly #underWay = new Map<string, Promise<OpenConnection>>();

  constructor(deps: AccountsDeps) {
    this.#deps = deps;
  }

  /** The account with a secret that is good now. Throws OperationError where there is none to be had. */
  async ready(account: OpenConnection): Promise<OpenConnection> {
    if (!isRenewable(account)) return account;
    const { kept } = account;
    if (kept === undefined) return hasToken(account) ? account : this.#renewHere(account);
    if (kept.broken === undefined && hasToken(account) && !this.#isDue(kept)) return account;
    try {
      return await this.#renewOnce(kept);
    } catch (error) {
      const isStillGood = hasToken(account) && kept.broken === undefined && !isOver(kept, this.#deps.now());
      if (isStillGood && isPassing(error)) return account;
      throw error;
    }
  }

  /** After the other side has refused the account: the same with a newer secret, or undefined where there is none. */
  async refused(account: OpenConnection): Promise<OpenConnection | undefined> {
    const { kept } = account;
    if (kept === undefined) return undefined;
    if (isRenewable(account)) return this.#renewOnce(kept);
    const now = await this.#deps.rows.read(kept);
    return now?.kept !== undefined && now.kept.generation > kept.generation ? now : undefined;
  }

  /** Says that an account does not work any more, for those who look after it. False where it has been mended meanwhile. */
  async broken({ kept }: OpenConnection, problem: string): Promise<boolean> {
    return kept === undefined || this.#deps.rows.markBroken({ ...kept, problem });
  }

  #isDue({ renewAt }: KeptAccount): boolean {
    return renewAt !== undefined && renewAt <= this.#deps.now();
  }

  /** One that is only tried: its token is kept with it, or not at all. */
  async #renewHere(account: OpenConnection): Promise<OpenConnection> {
    const { secret } = await renew(account, this.#deps);
    return { ...account, secret: { ...account.secret, ...secret } };
  }

  /** All who need it in this process wait for the same renewal. */
  #renewOnce(kept: KeptAccount): Promise<OpenConnection> {
    const known = this.#underWay.get(kept.id);
    if (known !== undefined) return known;
    const renewing = this.#renewKept(kept).finally(() => this.#underWay.delete(kept.id));
    this.#underWay.set(kept.id, renewing);
    return renewing;
  }

  /**
   * 1. Read it: somebody may have renewed it, or connected it again. 2. Take the lease. 3. Renew. 4. Keep it, if nobody has
   * been quicker. Where another process has the lease, its result is waited for.
   */
  async #renewKept(known: KeptAccount): Promise<OpenConnection> {
    const { rows, now, process: by } = this.#deps;
    const giveUpAt = now() + PATIENCE_MS;
    while (now() < giveUpAt) {
      const account = await rows.read(known);
      if (account?.kept === undefined) throw gone();
      const { kept } = account;
      if (kept.broken !== undefined) throw brokenAccount(account.name, kept.broken);
      if (kept.generation > known.generation && hasToken(account) && !this.#isDue(kept)) return account;
      if (await rows.lease({ ...kept, by })) return this.#renewLeased(account, kept);
      await sleep(LOOK_MS);
    }
    throw new OperationError({
      code: 'account_not_renewed',
      message: 'Renewing the sign-in of the connected account takes too long.',
      retry: 'later',
    });
  }

  async #renewLeased(account: OpenConnection, kept: KeptAccount): Promise<OpenConnection> {
    const { rows } = this.#deps;
    let renewed: Renewed;
    try {
      renewed = await renew(account, this.#deps);
    } catch (error) {
      await this.#giveBack(kept, error);
      throw error;
    }
    await this.#keep({ ...kept, renewed });
    return (await rows.read(kept)) ?? account;
  }

  async #giveBack(kept: KeptAccount, error: unknown): Promise<void> {
    const { rows, process: by } = this.#deps;
    if (error instanceof OperationError && error.failure.retry === 'after-reconnect')
      await rows.markBroken({ ...kept, problem: error.failure.message });
    await rows.release({ ...kept, by });
  }

  /** The old token may be worth nothing any more, so the new one must not be lost to a moment without a database. */
  async #keep(account: KeptAccount & { renewed: Renewed }): Promise<void> {
    const { rows, process: by } = this.#deps;
    for (let tries = 1; ; tries += 1) {
      try {
        await rows.keep({ ...account, by });
        return;
      } catch (error) {
        if (tries === MOST_KEEPS) throw error;
        await sleep(LOOK_MS * 4 ** tries);
      }
    }
  }
}

function isOver({ expiresAt }: KeptAccount, now: number): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

function isPassing(error: unknown): boolean {
  return error instanceof OperationError && error.failure.retry === 'later';
}

function gone(): OperationError {
  return new OperationError({
    code: 'connection_missing',
    message: 'The connected account of this step is gone. Choose another one and publish the flow again.',
    retry: 'never',
  });
}

function brokenAccount(name: string, problem: string): OperationError {
  return new OperationError({
    code: 'connection_broken',
    message: `The account "${name}" has to be connected again. ${problem}`,
    retry: 'after-reconnect',
  });
}
