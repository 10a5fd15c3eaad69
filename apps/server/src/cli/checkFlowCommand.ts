import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic, FlowDocument } from '@patchbay/flow';
import { parse } from 'secure-json-parse';
import type { App } from '../api/context.ts';
import { AppError } from '../errors.ts';
import { checkFlow } from '../flows/checkFlow.ts';
import { type CheckedFile, checkFlowFile } from '../flows/checkFlowFile.ts';
import { getFlow } from '../flows/getFlow.ts';
import { grantedFlow } from './grantedFlow.ts';
import type { LocalAccess } from './localAccess.ts';
import type { Output } from './output.ts';
import { readText } from './readText.ts';
import { type CommandLine, UsageError } from './usage.ts';

/** What is wrong with a flow. Refuses with `flow_has_problems`, and so with an exit code, where it could not be published. */
export async function checkFlowCommand(line: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const { argument } = line;
  if (argument === undefined) throw new UsageError('flows check takes the path of a flow file, or the id of a flow.');
  // An id has none of these signs, and a file has a name with an ending.
  if (!/[./\\]/.test(argument)) return checkDraft(argument, access, app);
  const checked = await checkFlowFile({ file: await readJson(argument), fix: line.fix }, access('flow.read'), app);
  if (checked.fixed.length > 0) await writeFile(resolve(argument), `${JSON.stringify(checked.file, null, 2)}\n`);
  return outputOf(checked);
}

async function checkDraft(flowId: string, access: LocalAccess, app: App): Promise<Output> {
  await grantedFlow(flowId, access, app);
  const { draft } = await getFlow({ flowId }, access('flow.read'), app);
  const diagnostics = await checkFlow({ flowId }, access('flow.read'), app);
  return outputOf({ document: draft.document, diagnostics, fixed: [] });
}

type Found = Pick<CheckedFile, 'diagnostics' | 'fixed'> & ({ document: FlowDocument } | Pick<CheckedFile, 'file'>);

function outputOf(found: Found): Output {
  const document = 'file' in found ? found.file.document : found.document;
  const { diagnostics, fixed } = found;
  const done = fixed.map(({ diagnostic, fix }) => `fixed    ${diagnostic.message} ${fix.title}.`);
  const lines = [...done, ...diagnostics.map((diagnostic) => lineOf(diagnostic, document))];
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    throw new AppError('flow_has_problems', { reason: `It has:\n  ${lines.join('\n  ')}`, details: diagnostics });
  }
  return {
    data: { diagnostics, fixed: fixed.length },
    text: [...lines, 'Nothing keeps it from being published.'].join('\n'),
  };
}

/** `error    send.to  'Send' needs a value for To.` */
function lineOf({ severity, step, field = [], message, fixes = [] }: Diagnostic, { steps }: FlowDocument): string {
  const place = step === undefined || steps[step] === undefined ? '' : `${[step, ...field].join('.')}  `;
  const offered = fixes.length > 0 ? ` (${fixes.map(({ title }) => title).join(', or ')})` : '';
  return `${severity.padEnd(8)} ${place}${message}${offered}`;
}

async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return parse(text);
  } catch (cause) {
    throw new AppError('flow_file_unreadable', { reason: 'It is not JSON.', cause });
  }
}
