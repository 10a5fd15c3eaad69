import { parseArgs } from 'node:util';

/** What a person typed was not understood. `message` says what is wrong; the usage follows it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `Usage: npm run cli -- <command> [options]

  flows list                       The flows of the workspace
  flows export ID                  A flow as a file, on the standard output
  flows import FILE [--publish]    A new flow from a file, switched off; published where nothing is wrong with it
  flows check FILE|ID [--fix]      What is wrong with a flow in a file, or with a draft, and what may be;
                                   --fix writes into the file what can be fixed in one way alone
  flows run ID [--input FILE|-] [--wait]
                                   Starts the published flow by hand; --wait says how the run ends
  runs list [--flow ID]            The newest runs
  runs show ID                     One run, step by step
  runs replay ID [--from STEP|start] [--newest]
                                   Runs a finished run again: from what failed, or from a step or the start;
                                   on the version it had, or the newest
  approvals list                   What waits for your answer
  approvals answer ID approve|decline [--comment TEXT]
                                   Answers it; the run goes on
  tables list                      The tables of the workspace
  tables export NAME|ID            A table as CSV, on the standard output
  tables import NAME|ID FILE       The rows of a CSV file into a table, which is made where there is none
  connectors import FILE|URL       An API description as a connector
  people reset EMAIL               A link with which somebody chooses another password
  people two-factor-off EMAIL      Signing in asks them for the password only
  keys rotate [--workspaces]       A new instance key, without stopping anything; goes on where it was stopped.
                                   With --workspaces: new keys of all workspaces, or of one
  keys drop                        Makes the instance keys before the newest one worth nothing

  --workspace NAME|ID              Which workspace, where there are several
  --limit N                        How many lines at most (50)
  --json                           Data for programs instead of text for people
                                   (npm run -s cli: then npm itself says nothing on the standard output)
  --help                           This text`;

export type CommandLine = {
  /** Such as `flows list`. */
  command: string;
  argument: string | undefined;
  /** For `approvals answer`. */
  answer: string | undefined;
  /** For `tables import`. */
  file: string | undefined;
  comment: string | undefined;
  workspace: string | undefined;
  flow: string | undefined;
  limit: number;
  json: boolean;
  publish: boolean;
  /** For `flows check`. */
  fix: boolean;
  /** A file of values to start with, `-` for the standard input. */
  input: string | undefined;
  wait: boolean;
  /** For `runs replay`: the id of a step, or `start`. */
  from: string | undefined;
  newest: boolean;
  /** For `keys rotate`. */
  workspaces: boolean;
  help: boolean;
};

/** Reads the command line. Throws UsageError. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const { values, positionals } = parse(argv);
  const [noun = '', verb = '', argument, ...more] = positionals;
  const command = `${noun} ${verb}`.trim();
  const takesTwo = command === 'approvals answer' || command === 'tables import';
  const [second, ...rest] = takesTwo ? more : [undefined, ...more];
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one word too many.`);
  const limit = Number(values.limit ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200)
    throw new UsageError('--limit takes a number from 1 to 200.');
  return {
    command,
    argument,
    answer: second,
    file: second,
    comment: values.comment,
    workspace: values.workspace,
    flow: values.flow,
    limit,
    json: values.json ?? false,
    publish: values.publish ?? false,
    fix: values.fix ?? false,
    input: values.input,
    wait: values.wait ?? false,
    from: values.from,
    newest: values.newest ?? false,
    workspaces: values.workspaces ?? false,
    help: values.help ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        workspace: { type: 'string' },
        flow: { type: 'string' },
        limit: { type: 'string' },
        json: { type: 'boolean' },
        publish: { type: 'boolean' },
        fix: { type: 'boolean' },
        input: { type: 'string' },
        comment: { type: 'string' },
        wait: { type: 'boolean' },
        from: { type: 'string' },
        newest: { type: 'boolean' },
        workspaces: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options cannot be read.', { cause: error });
  }
}
