// Publishes F1 to F4 on a Patchbay of its own and runs a command with the addresses of all that in its environment, so that
// a rig that measures other systems can measure this one in the same turn:
//   node bench/besidePeers.ts -- path/to/rig/run.sh node-red ours
import { spawn } from 'node:child_process';
import { documents } from './flows.ts';
import { bulk, order } from './payloads.ts';
import { openStage, type Stage } from './stage.ts';

/** Where the rig's own API answers, which F3 calls. */
const upstream = `http://127.0.0.1:${process.env.UPSTREAM_PORT ?? 9900}`;

const mark = process.argv.indexOf('--');
const [command, ...args] = mark === -1 ? [] : process.argv.slice(mark + 1);
if (command === undefined) throw new Error('Say which command to run: node bench/besidePeers.ts -- run.sh ours');

const stage = await openStage();
try {
  process.exitCode = await run(command, { args, env: await ours(stage) });
} finally {
  await stage.stop();
}

/** What the rig asks to know about one more system. */
async function ours({ publish, patchbay, postgresPid, databaseUrl }: Stage): Promise<Record<string, string>> {
  const flows = documents(upstream, { order, bulk: bulk(3) });
  const env: Record<string, string> = {
    OURS_PIDS: `server=${patchbay.pid},pg=${postgresPid}`,
    OURS_DB_URL: databaseUrl,
    OURS_ROWS_SQL: 'select count(*) from run',
  };
  for (const [name, document] of Object.entries(flows)) env[`OURS_${name}`] = (await publish(name, document)).url;
  return env;
}

function run(file: string, { args, env }: { args: string[]; env: Record<string, string> }): Promise<number> {
  const child = spawn(file, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
