import { overBudget } from './budget.ts';
import { DOCUMENT_VERSION, FlowDocument } from './document.ts';
import { problemOf } from './problemOf.ts';

/** The document in the present shape, or one sentence that says what is wrong and where. */
export type MigrationResult = { ok: true; document: FlowDocument } | { ok: false; problem: string };

/** Turns a document of one version into the next one's shape. It is untrusted: only its version is known. */
export type Migration = (document: Record<string, unknown>) => Record<string, unknown>;

/** By the version they start from. When the shape changes: raise DOCUMENT_VERSION, add one here and a fixture. */
const migrations: Readonly<Record<number, Migration>> = {};

/** Reads a document of any version from untrusted JSON. */
export function migrateDocument(input: unknown): MigrationResult {
  const tooMuch = overBudget(input);
  if (tooMuch !== undefined) return refuse(`This flow is too big. ${tooMuch}`);
  if (!isRecord(input))
    return refuse('This is not a flow: it should be an object with a version, steps, edges and notes.');
  const current = bringTo(input, { version: DOCUMENT_VERSION, migrations });
  if (!current.ok) return current;
  const parsed = FlowDocument.safeParse(current.document, { reportInput: true });
  return parsed.success ? { ok: true, document: parsed.data } : refuse(problemOf(parsed.error, current.document));
}

/** Follows the migrations from the version a document says it has. */
export function bringTo(
  input: Record<string, unknown>,
  target: { version: number; migrations: Readonly<Record<number, Migration>> },
): { ok: true; document: Record<string, unknown> } | { ok: false; problem: string } {
  let document = input;
  let { version } = document;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuse('This is not a flow: it does not say which version of the format it has.');
  }
  if (version > target.version) {
    return refuse(
      `This flow was made with a newer Patchbay (format ${version}). This one reads up to format ${target.version}.`,
    );
  }
  for (; version < target.version; version += 1) {
    const migrate = target.migrations[version];
    if (migrate === undefined) return refuse(`Flows of format ${version} can no longer be read.`);
    document = { ...migrate(document), version: version + 1 };
  }
  return { ok: true, document };
}

function refuse(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
