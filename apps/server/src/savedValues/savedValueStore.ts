/** What the key-value store of a workspace may hold. */
export const savedValueLimits = {
  entries: 100_000,
  /** Characters of a key. */
  key: 200,
  /** Bytes of a value, written as JSON. */
  valueBytes: 64 * 1024,
  /** Keys that one list gives. */
  listed: 1_000,
} as const;

export type SavedValue = { key: string; value: unknown; expiresAt: string | null; updatedAt: string };

export type NewSavedValue = { key: string; value: unknown; expiresAt: number | null };

export type SavedValuePage = { items: SavedValue[]; nextCursor: string | null };

/** A write of a step's: the same `idempotencyKey` changes nothing a second time. */
export type Write = { workspaceId: string; idempotencyKey?: string };

/** The key-value store of every workspace. What has expired is not there. Throws SavedValueError. */
export type SavedValueStore = {
  get(workspaceId: string, key: string): Promise<SavedValue | null>;
  /** In the order of keys, after the one given. */
  list(workspaceId: string, query: SavedValueQuery): Promise<SavedValuePage>;
  set(write: Write, entry: NewSavedValue): Promise<void>;
  /** Adds to the number there, or to 0, and gives the sum. Throws SavedValueError `value_not_number` for anything else. */
  increase(write: Write, change: { key: string; by: number; expiresAt: number | null }): Promise<number>;
  /** Whether there was one. */
  remove(write: Write, key: string): Promise<boolean>;
};

export type SavedValueQuery = {
  /** How keys begin; `search` finds it anywhere in them. */
  prefix?: string | undefined;
  search?: string | undefined;
  after?: string | undefined;
  limit: number;
};

export type SavedValueDeps = { savedValues: SavedValueStore };

/** An entry that cannot be kept as asked. `message` says what is wrong and what to do. */
export class SavedValueError extends Error {
  override readonly name = 'SavedValueError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A key that can be kept. Throws SavedValueError. */
export function savedKey(key: unknown): string {
  const text = typeof key === 'number' ? String(key) : key;
  if (typeof text !== 'string' || text === '') throw new SavedValueError('key_missing', 'The key is empty.');
  if (text.length <= savedValueLimits.key && !text.includes('\0') && text.isWellFormed()) return text;
  throw new SavedValueError('key_not_valid', 'A key is a text of 200 characters at most, without the character NUL.');
}

/** A value as it is kept. Throws SavedValueError where it is too large. */
export function savedText(value: unknown): string {
  const text = JSON.stringify(value ?? null) ?? 'null';
  if (Buffer.byteLength(text) <= savedValueLimits.valueBytes) return text;
  throw new SavedValueError('value_too_large', 'The value is larger than 64 KB. Keep large data in a table or a file.');
}
