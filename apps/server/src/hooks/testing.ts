import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { builtInConnectors } from '@patchbay/connectors';
import type { RunEvent } from '@patchbay/execution';
import type { Published, startRuns } from '../runs/testing.ts';
import type { Database } from '../store/database.ts';

type Patchbay = Awaited<ReturnType<typeof startRuns>>;

/** The account `id` of the flow's workspace: a check of who sends, in the way `way`, with these values. */
export async function connectCheck(
  { database, patchbay }: { database: Database; patchbay: Pick<Patchbay, 'vault'> },
  { workspaceId }: Published,
  { id, way, values }: { id: string; way: string; values: Record<string, string> },
): Promise<void> {
  const auth = builtInConnectors
    .find((connector) => connector.id === 'request-checks')
    ?.auth.find((known) => known.kind === 'fields' && known.id === way);
  if (auth === undefined) throw new Error(`There is no check ${way}.`);
  const sealed = await patchbay.vault.seal({ workspaceId, connectionId: id }, values);
  const place = { id, workspaceId, connector: 'request-checks', name: 'Check', authKind: 'fields' };
  await database.prisma.connection.create({ data: { ...place, auth: JSON.parse(JSON.stringify(auth)), sealed } });
}

export const newAccountId = (): string => randomUUID();

/** What the runs of a flow were started with, oldest first. */
export async function payloadsOf(
  { database, patchbay }: { database: Database; patchbay: Pick<Patchbay, 'deps'> },
  { flowId }: Published,
): Promise<unknown[]> {
  const runs = await database.prisma.run.findMany({ where: { flowId }, orderBy: { id: 'asc' } });
  const events = await Promise.all(runs.map(({ id }) => patchbay.deps.journal.read(id)));
  const isStart = (event: RunEvent) => event.type === 'run.started';
  return events.flatMap((journal) =>
    journal.filter(isStart).map((event) => ('payload' in event ? event.payload : null)),
  );
}

type Streamed = { status: number | undefined; body: string };

/** Sends a body in chunks, its length said or unsaid, without ever holding it. */
export function sendStream(
  url: string,
  { chunks, size, headers }: { chunks: number; size: number; headers: Record<string, string> },
): Promise<Streamed> {
  const chunk = Buffer.alloc(size, 'x');
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts).toString('utf8') }));
    });
    request.on('error', reject);
    let left = chunks;
    const write = () => {
      while (left > 0) {
        left -= 1;
        if (!request.write(chunk)) return void request.once('drain', write);
      }
      request.end();
    };
    write();
  });
}
