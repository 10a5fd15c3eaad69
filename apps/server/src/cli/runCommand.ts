import type { App } from '../api/context.ts';
import { composeApp } from '../compose/composeApp.ts';
import { type Config, readConfig } from '../config.ts';
import { type Instance, openInstance } from '../database/openInstance.ts';
import { answerApprovalCommand, listApprovalsCommand } from './approvalCommands.ts';
import { checkFlowCommand } from './checkFlowCommand.ts';
import { importConnectorCommand } from './connectorCommands.ts';
import { exportFlowCommand, importFlowCommand, listFlowsCommand } from './flowCommands.ts';
import { dropKeysCommand, rotateKeysCommand } from './keyCommands.ts';
import { type LocalAccess, openWorkspace } from './localAccess.ts';
import type { Output } from './output.ts';
import { endTwoFactorCommand, resetPersonCommand } from './peopleCommands.ts';
import { replayRunCommand } from './replayRunCommand.ts';
import { listRunsCommand, showRunCommand } from './runCommands.ts';
import { runFlowCommand } from './runFlowCommand.ts';
import { exportTableCommand, importTableCommand, listTablesCommand } from './tableCommands.ts';
import { type CommandLine, UsageError } from './usage.ts';

type Command = (line: CommandLine, access: LocalAccess, app: App) => Promise<Output>;

const commands: Readonly<Record<string, Command>> = {
  'flows list': listFlowsCommand,
  'flows export': exportFlowCommand,
  'flows import': importFlowCommand,
  'flows check': checkFlowCommand,
  'flows run': runFlowCommand,
  'runs list': listRunsCommand,
  'runs show': showRunCommand,
  'runs replay': replayRunCommand,
  'approvals list': listApprovalsCommand,
  'approvals answer': answerApprovalCommand,
  'tables list': listTablesCommand,
  'tables export': exportTableCommand,
  'tables import': importTableCommand,
  'connectors import': importConnectorCommand,
  'people reset': resetPersonCommand,
  'people two-factor-off': endTwoFactorCommand,
};

/** Commands about the installation itself, not about a workspace. */
const ofInstance: Readonly<
  Record<string, (line: CommandLine, at: { instance: Instance; config: Config }) => Promise<Output>>
> = {
  'keys rotate': rotateKeysCommand,
  'keys drop': dropKeysCommand,
};

/** Carries out one command with the data of this installation, whether a server runs on it or not. */
export async function runCommand(line: CommandLine): Promise<Output> {
  const command = Object.hasOwn(commands, line.command) ? commands[line.command] : undefined;
  const instanceCommand = Object.hasOwn(ofInstance, line.command) ? ofInstance[line.command] : undefined;
  if (command === undefined && instanceCommand === undefined)
    throw new UsageError(`There is no command "${line.command}".`);
  const config = readConfig(undefined, []);
  const instance = await openInstance(config, 'guest');
  try {
    if (instanceCommand !== undefined) return await instanceCommand(line, { instance, config });
    if (command === undefined) throw new UsageError(`There is no command "${line.command}".`);
    const origin = config.publicUrl ?? `http://${config.host}:${config.port}`;
    const onError = (error: unknown) => console.error(error instanceof Error ? error.message : error);
    const composed = await composeApp({ config, instance, name: `cli/${process.pid}`, origin, onError });
    try {
      return await command(line, await openWorkspace(composed.app.workspaces, line.workspace), composed.app);
    } finally {
      await composed.app.worker.stop(0);
      await composed.close();
    }
  } finally {
    await instance.close();
  }
}
