import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { App } from '../api/context.ts';
import { type ImportConnector, importConnector } from '../connectors/importConnector.ts';
import type { LocalAccess } from './localAccess.ts';
import type { Output } from './output.ts';
import { type CommandLine, UsageError } from './usage.ts';

export async function importConnectorCommand(
  { argument }: CommandLine,
  access: LocalAccess,
  app: App,
): Promise<Output> {
  if (argument === undefined)
    throw new UsageError('connectors import takes the path or the link of an API description.');
  const imported = await importConnector({ source: await sourceOf(argument) }, access('connector.import'), app);
  const { connector, problems } = imported;
  const head = `Imported ${connector.name} as ${connector.id}, with ${count(connector.operationCount)}.`;
  return { data: imported, text: [head, ...problems.map((problem) => `  ${problem}`)].join('\n') };
}

async function sourceOf(argument: string): Promise<ImportConnector['source']> {
  if (/^https?:\/\//i.test(argument)) return { kind: 'link', url: argument };
  const text = await readFile(resolve(argument), 'utf8').catch((cause: unknown) => {
    throw new UsageError(`The file ${argument} cannot be read.`, { cause });
  });
  return { kind: 'text', text };
}

function count(operations: number): string {
  return operations === 1 ? '1 operation' : `${operations} operations`;
}
