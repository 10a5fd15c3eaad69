import {
  type FieldSchema,
  type Lookup,
  lookupAt,
  lookupFields,
  lookupInput,
  type LookupOption,
  lookupOptions,
  type Operation,
  OperationError,
  schemaAt,
  toFailure,
  valueAt,
  valueOfLink,
} from '@patchbay/connector';
import type { Operations } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { createHash, randomUUID } from 'node:crypto';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import { AppError } from '../errors.ts';

/** What is looked up: the choices, or the fields, of one field of a form that is being filled. */
export type Asked = {
  workspaceId: string;
  connector: string;
  version: string;
  operation: string;
  /** The dotted path of the field in the form: `channel`, `fields.Name`, `lines[].article`. */
  field: string;
  /** What is typed into the form so far. Fields that are mapped are left out: nobody knows their value yet. */
  input: Record<string, unknown>;
  connection?: string | undefined;
  /** Asked of the app again, whatever is kept. */
  isFresh?: boolean | undefined;
};

/** `needs`: a field of the form that must be filled first; there are no choices until then. */
export type Choices = { options: LookupOption[]; hasMore: boolean; cursor?: string; needs?: Needed };

export type LookedUpFields = { fields: Record<string, FieldSchema>; order: string[]; needs?: Needed };

type Needed = { field: string; title: string };

export type LookUpDeps = {
  catalogs: Pick<CatalogSource, 'forRefs'>;
  operationsOf(workspaceId: string): Operations;
  now(): number;
};

const PAGE = 100;
/** Where an API has no search of its own, so many of its items are searched. */
const SEARCHED = 1_000;
const KEPT_MS = 60_000;
const MOST_KEPT = 300;
const PATIENCE_MS = 20_000;

/**
 * Asks apps for what only they know: the channels of a workspace, the columns of a sheet. A person is typing meanwhile, so
 * what was found is kept for a minute.
 */
export class LookUp {
  readonly #deps: LookUpDeps;
  readonly #kept = new Map<string, { until: number; found: Promise<unknown> }>();

  constructor(deps: LookUpDeps) {
    this.#deps = deps;
  }

  /** One page of choices. Throws AppError `lookup_failed` in the words of the app. */
  async options(
    asked: Asked,
    { search = '', cursor }: { search?: string; cursor?: string | undefined },
  ): Promise<Choices> {
    const { lookup, operation } = await this.#found(asked, 'options');
    const made = lookupInput(lookup, asked.input);
    if (made.needs !== undefined) return { options: [], hasMore: false, needs: needed(operation, made.needs) };
    const linked = valueOfLink(lookup, search);
    if (linked !== undefined) return { options: [{ value: linked, label: linked }], hasMore: false };
    const from = Math.max(Number(cursor ?? 0) || 0, 0);
    const isTheirs = search !== '' && lookup.search !== undefined;
    const isOurs = search !== '' && lookup.search === undefined;
    const input = isTheirs && lookup.search !== undefined ? { ...made.input, [lookup.search]: search } : made.input;
    const output = await this.#asked(asked, lookup, { input, count: isOurs ? SEARCHED : from + PAGE });
    const all = lookupOptions(lookup, output, asked.input);
    const found = isOurs ? all.filter((option) => fits(option, search)) : all;
    const options = found.slice(from, from + PAGE);
    const hasMore = found.length > from + PAGE || (!isOurs && valueAt(output, 'hasMore') === true);
    return { options, hasMore, ...(hasMore ? { cursor: String(from + PAGE) } : {}) };
  }

  /** The fields that a field has in this account. Throws AppError `lookup_failed` in the words of the app. */
  async fields(asked: Asked): Promise<LookedUpFields> {
    const { lookup, operation } = await this.#found(asked, 'fields');
    const made = lookupInput(lookup, asked.input);
    if (made.needs !== undefined) return { fields: {}, order: [], needs: needed(operation, made.needs) };
    const output = await this.#asked(asked, lookup, { input: made.input, count: SEARCHED });
    const fields = lookupFields(lookup, output, asked.input);
    return { fields, order: Object.keys(fields) };
  }

  async #found(asked: Asked, kind: 'options' | 'fields'): Promise<{ lookup: Lookup; operation: Operation }> {
    const { workspaceId, connector, version, operation: name, field } = asked;
    const uses = { connector, version, operation: name };
    const operation = (await this.#deps.catalogs.forRefs(workspaceId, [uses])).find(uses);
    const lookup = operation && lookupAt(operation.input, field, kind);
    if (operation === undefined || lookup === undefined) throw new AppError('not_found');
    return { lookup, operation };
  }

  /** What the operation of a lookup gives, from a short while ago or now. */
  #asked(asked: Asked, lookup: Lookup, call: { input: Record<string, unknown>; count: number }): Promise<unknown> {
    const { workspaceId, connector, version, connection } = asked;
    const key = digest([workspaceId, connector, version, connection ?? null, lookup.operation, call]);
    const { now } = this.#deps;
    const known = this.#kept.get(key);
    if (known !== undefined && known.until > now() && asked.isFresh !== true) return known.found;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const found = this.#ask(asked, lookup, call);
    this.#kept.set(key, { until: now() + KEPT_MS, found });
    found.catch(() => this.#kept.delete(key));
    return found;
  }

  async #ask(asked: Asked, lookup: Lookup, call: { input: Record<string, unknown>; count: number }): Promise<unknown> {
    const { workspaceId, connector, version, connection } = asked;
    const uses = { connector, version, operation: lookup.operation };
    const operation = (await this.#deps.catalogs.forRefs(workspaceId, [uses])).find(uses);
    // Somebody only looks: what is asked must change nothing.
    if (operation === undefined || operation.effect !== 'read' || operation.kind !== 'call')
      throw new AppError('not_found');
    const step = {
      id: StepId.parse('lookup'),
      connector,
      connectorVersion: version,
      operation: lookup.operation,
      kind: 'call' as const,
      repeat: 'natural' as const,
      inputs: {},
      ...(connection === undefined ? {} : { connection }),
      incoming: [],
      catchesError: false,
    };
    try {
      const { output } = await this.#deps.operationsOf(workspaceId).call({
        runId: 'lookup',
        step,
        path: 'lookup',
        input:
          operation.paging === undefined ? call.input : { ...call.input, pages: { take: 'first', count: call.count } },
        mode: 'live',
        startedAt: this.#deps.now(),
        attempt: 1,
        idempotencyKey: randomUUID(),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return output;
    } catch (error) {
      if (!(error instanceof OperationError) && !isTimeUp(error)) throw error;
      const reason = isTimeUp(error) ? 'The app took too long to answer.' : toFailure(error).message;
      throw new AppError('lookup_failed', { reason, cause: error });
    }
  }
}

const isTimeUp = (error: unknown) =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

function needed({ input }: Operation, field: string): Needed {
  const schema = schemaAt(input, field);
  const title = typeof schema === 'object' && typeof schema.title === 'string' ? schema.title : field;
  return { field, title };
}

/** Whether every word of what was typed stands somewhere in what a person reads. */
function fits({ label, detail = '', value }: LookupOption, search: string): boolean {
  const text = `${label} ${detail} ${typeof value === 'object' ? '' : String(value)}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Answers may be large, and what was typed may be anything: a short name for both. */
function digest(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url');
}
