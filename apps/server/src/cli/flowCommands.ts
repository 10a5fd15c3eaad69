import { parse } from 'secure-json-parse';
import { z } from 'zod';
import type { App } from '../api/context.ts';
import { AppError } from '../errors.ts';
import { exportFlow } from '../flows/exportFlow.ts';
import type { FlowRow } from '../flows/flowStore.ts';
import { importFlow } from '../flows/importFlow.ts';
import { listFlows } from '../flows/listFlows.ts';
import { publishFlow } from '../flows/publishFlow.ts';
import { grantedFlow } from './grantedFlow.ts';
import type { LocalAccess } from './localAccess.ts';
import { type Output, table } from './output.ts';
import { readText } from './readText.ts';
import { type CommandLine, UsageError } from './usage.ts';

export async function listFlowsCommand({ limit }: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const { items } = await listFlows({ sort: 'updated', limit }, access('flow.read'), app);
  const rows = items.map((flow) => [flow.id, stateOf(flow), flow.updatedAt, flow.name]);
  return {
    data: items,
    text: items.length === 0 ? 'There are no flows yet.' : table(['ID', 'STATE', 'CHANGED', 'NAME'], rows),
  };
}

function stateOf({ active, liveVersion, hasChanges }: FlowRow): string {
  if (liveVersion === null) return 'draft';
  return `${active ? 'on' : 'off'} v${liveVersion}${hasChanges ? ' +changes' : ''}`;
}

export async function exportFlowCommand(
  { argument: flowId }: CommandLine,
  access: LocalAccess,
  app: App,
): Promise<Output> {
  if (flowId === undefined) throw new UsageError('flows export takes the id of a flow.');
  await grantedFlow(flowId, access, app);
  const file = await exportFlow({ flowId }, access('flow.read'), app);
  return { data: file, text: JSON.stringify(file, null, 2) };
}

export async function importFlowCommand(line: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  if (line.argument === undefined) throw new UsageError('flows import takes the path of a flow file.');
  const { id: flowId } = await importFlow({ file: await readJson(line.argument) }, access('flow.create'), app);
  if (!line.publish) return { data: { id: flowId }, text: `Imported as ${flowId}. It is switched off.` };
  try {
    const version = await publishFlow({ flowId, revision: 0, activate: true }, access('flow.publish'), app);
    return {
      data: { id: flowId, ...version },
      text: `Imported as ${flowId}, published as version ${version.number} and switched on.`,
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const reason = [`It was imported as ${flowId} but not published.`, ...problemsOf(error)].join('\n  ');
    throw new AppError(error.code, { reason, details: { id: flowId, problems: error.details }, cause: error });
  }
}

const Problems = z.array(z.object({ step: z.string().optional(), message: z.string() }));

function problemsOf({ details }: AppError): string[] {
  const problems = Problems.safeParse(details);
  return problems.success
    ? problems.data.map(({ step, message }) => (step === undefined ? message : `${step}: ${message}`))
    : [];
}

async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return parse(text);
  } catch (cause) {
    throw new AppError('flow_file_unreadable', { reason: 'It is not JSON.', cause });
  }
}
