import { check, type Diagnostic, type Fixed, type FlowDocument, fixAll, newEdgeId } from '@patchbay/flow';
import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';
import { type FlowFile, readFlowFile } from './flowFile.ts';

export type CheckedFile = {
  /** As it was, or with what was fixed. */
  file: FlowFile;
  fixed: Fixed[];
  diagnostics: Diagnostic[];
};

/** Says of a step that it has no account; a file never names one, so that this says nothing of it. */
const OF_ACCOUNTS = new Set(['missing_connection']);

/**
 * What is wrong with a flow in a file, for the operations that this workspace knows, as publishing would see it. With `fix`,
 * after what can be fixed in one way alone. Throws `flow_file_unreadable`.
 */
export async function checkFlowFile(
  { file, fix }: { file: unknown; fix: boolean },
  { workspaceId }: Access<'flow.read'>,
  { catalogs }: Pick<FlowDeps, 'catalogs'>,
): Promise<CheckedFile> {
  const read = readFlowFile(file);
  const catalog = await catalogs.forDocument(workspaceId, read.document);
  const { document, fixed } = fix
    ? fixAll(read.document, { catalog, newEdge: () => newEdgeId(Math.random) })
    : { document: read.document, fixed: [] };
  return { file: { ...read, document }, fixed, diagnostics: problemsOf(document, catalog) };
}

function problemsOf(document: FlowDocument, catalog: Parameters<typeof check>[1]): Diagnostic[] {
  return check(document, catalog).filter(({ code }) => !OF_ACCOUNTS.has(code));
}
