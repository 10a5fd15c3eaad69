import { messageOf, type Said, type Saying } from '@patchbay/words';
import { AppError } from '../errors.ts';

/**
 * A table, a row or a column that cannot be kept as asked. `message` says what is wrong and what to do; a step of a flow
 * makes it a Failure, a page a refused request.
 */
export class TableError extends Error {
  override readonly name = 'TableError';
  /** States the situation: `value_not_number`, `table_full`. */
  readonly code: string;
  /** The column's id, where one is to blame. */
  readonly column: string | undefined;

  /** What the message is made of, for other languages. */
  readonly said: Said | undefined;

  constructor(code: string, saying: Saying, options: { column?: string; cause?: unknown } = {}) {
    const { message, said } = messageOf(saying);
    super(message, { cause: options.cause });
    this.code = code;
    this.said = said;
    this.column = options.column;
  }
}

/** There is no such table in the workspace; others' tables are told apart by nobody. */
export function tableMissing(): TableError {
  return new TableError('table_missing', 'The table is gone. Choose another one.');
}

/** What a request is refused with where `work` finds a TableError. */
export async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    if (!(cause instanceof TableError)) throw cause;
    if (cause.code === 'table_missing' || cause.code === 'row_missing') throw new AppError('not_found', { cause });
    const { code, column, message } = cause;
    throw new AppError('table_refused', { reason: message, details: { code, column, message }, cause });
  }
}
