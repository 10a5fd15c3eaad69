import { createHash } from 'node:crypto';
import type { prismaAdapter } from 'better-auth/adapters/prisma';

type AuthAdapter = ReturnType<ReturnType<typeof prismaAdapter>>;
type Reads = Omit<AuthAdapter, 'transaction'>;
type Where = Parameters<AuthAdapter['count']>[0]['where'];

/** What a session's row holds of the token in its cookie: enough to know it again, not enough to sign in with. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/**
 * Keeps the tokens of sessions as hashes. better-auth goes on with the tokens themselves: those it asked by or made stand in the
 * rows it gets. In rows that were found by anything else, the hash stands.
 */
export function hashedSessions(adapter: AuthAdapter): AuthAdapter {
  return {
    ...hashing(adapter),
    transaction: (work) => adapter.transaction((inside) => work(hashing(inside))),
  };
}

function hashing<Inner extends Reads>(inner: Inner): Inner {
  return {
    ...inner,
    async create(asked) {
      const tokens = new Tokens(asked.model);
      const data = { ...asked.data, ...tokens.hashedIn(asked.data) };
      return tokens.givenBack(await inner.create({ ...asked, data }));
    },
    async update(asked) {
      const tokens = new Tokens(asked.model);
      const update = { ...asked.update, ...tokens.hashedIn(asked.update) };
      return tokens.givenBack(await inner.update({ ...asked, where: tokens.where(asked.where), update }));
    },
    updateMany(asked) {
      const tokens = new Tokens(asked.model);
      const update = { ...asked.update, ...tokens.hashedIn(asked.update) };
      return inner.updateMany({ ...asked, where: tokens.where(asked.where), update });
    },
    async findOne(asked) {
      const tokens = new Tokens(asked.model);
      return tokens.givenBack(await inner.findOne({ ...asked, where: tokens.where(asked.where) }));
    },
    async findMany(asked) {
      const tokens = new Tokens(asked.model);
      const rows = await inner.findMany({ ...asked, where: asked.where && tokens.where(asked.where) });
      return rows.map((row) => tokens.givenBack(row));
    },
    async consumeOne(asked) {
      const tokens = new Tokens(asked.model);
      return tokens.givenBack(await inner.consumeOne({ ...asked, where: tokens.where(asked.where) }));
    },
    async incrementOne(asked) {
      const tokens = new Tokens(asked.model);
      return tokens.givenBack(await inner.incrementOne({ ...asked, where: tokens.where(asked.where) }));
    },
    count: (asked) => inner.count({ ...asked, where: asked.where && new Tokens(asked.model).where(asked.where) }),
    delete: (asked) => inner.delete({ ...asked, where: new Tokens(asked.model).where(asked.where) }),
    deleteMany: (asked) => inner.deleteMany({ ...asked, where: new Tokens(asked.model).where(asked.where) }),
  };
}

/** The tokens of one question, by their hashes. Rows of others than sessions pass as they are. */
class Tokens {
  readonly #isOfSessions: boolean;
  readonly #known = new Map<string, string>();

  constructor(model: string) {
    this.#isOfSessions = model === 'session';
  }

  hashedIn(data: object): { token?: string } {
    if (!this.#isOfSessions || !('token' in data) || typeof data.token !== 'string') return {};
    return { token: this.#hashed(data.token) };
  }

  where(where: NonNullable<Where>): NonNullable<Where> {
    if (!this.#isOfSessions) return where;
    return where.map((condition) => {
      const { field, value } = condition;
      if (field !== 'token') return condition;
      if (typeof value === 'string') return { ...condition, value: this.#hashed(value) };
      return Array.isArray(value) ? { ...condition, value: value.map((one) => this.#hashed(String(one))) } : condition;
    });
  }

  givenBack<Row>(row: Row): Row {
    if (!this.#isOfSessions || typeof row !== 'object' || row === null || !('token' in row)) return row;
    const token = this.#known.get(String(row.token));
    return token === undefined ? row : Object.assign(row, { token });
  }

  #hashed(token: string): string {
    const hashed = hashToken(token);
    this.#known.set(hashed, token);
    return hashed;
  }
}
