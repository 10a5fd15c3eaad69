import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { PEOPLE_ROLE } from './wall.ts';

type Taken = Parameters<Pool['connect']>[0];

const WORKSPACE_ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Whose request this is: set by `within`, and followed by everything that is awaited in it. */
const asked = new AsyncLocalStorage<string>();

/** Carries `work` out as a request of somebody of this workspace: what it reads and writes by a `PeoplePool` is theirs. */
export function within<Result>(workspaceId: string, work: () => Result): Result {
  if (!WORKSPACE_ID.test(workspaceId)) throw new Error('Not the id of a workspace.');
  return asked.run(workspaceId, work);
}

/**
 * Connections for requests of people: within one, they act as the role that sees a single workspace; outside of any, they
 * are the owner's. A connection stays the role's, and is told another workspace only where the last one it served was another.
 */
export class PeoplePool extends Pool {
  readonly #owner: Pool;
  readonly #tells = new WeakMap<PoolClient, string>();

  constructor(options: PoolConfig, owner: Pool) {
    super(options);
    this.#owner = owner;
  }

  override connect(): Promise<PoolClient>;
  override connect(taken: Taken): void;
  override connect(taken?: Taken): Promise<PoolClient> | undefined {
    const opened = this.#open();
    if (taken === undefined) return opened;
    opened.then(
      (client) => taken(undefined, client, (error) => client.release(error)),
      (error: Error) => taken(error, undefined, () => undefined),
    );
    return undefined;
  }

  async #open(): Promise<PoolClient> {
    const workspaceId = asked.getStore();
    if (workspaceId === undefined) return this.#owner.connect();
    const client = await super.connect();
    if (this.#tells.get(client) === workspaceId) return client;
    try {
      // One question for both. The id is one, so it needs no quoting.
      await client.query(`set role ${PEOPLE_ROLE}; set patchbay.workspace to '${workspaceId}'`);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#tells.set(client, workspaceId);
    return client;
  }
}
