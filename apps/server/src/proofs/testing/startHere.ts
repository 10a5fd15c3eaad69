import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../config.ts';
import { startSmtp } from '../../mail/testing/smtpServer.ts';
import { startPatchbay } from '../../startPatchbay.ts';
import { testDatabase } from '../../store/testing.ts';
import { Person } from './product.ts';

/** Patchbay in this process, so that whatever a request does to objects is seen, with a person and what it talks to. */
export async function startHere() {
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'patchbay-here-'));
  const smtp = await startSmtp();
  const api = await startApi();
  const environment = {
    DATABASE_URL: database.url,
    PATCHBAY_HOME: home,
    PATCHBAY_KEY: '11'.repeat(32),
    PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
    PATCHBAY_LOG_LEVEL: 'silent',
    PATCHBAY_SMTP_URL: `smtp://ada:sesame@127.0.0.1:${smtp.port}?security=none&from=patchbay@example.com`,
  };
  const { url, stop } = await startPatchbay(readConfig(environment, []));
  const person = new Person(url);
  await person.signUp('ada@example.com');
  return {
    url,
    host: new URL(url).host,
    person,
    smtp,
    api,
    async stop() {
      await stop();
      await smtp.stop();
      api.stop();
      await rm(home, { recursive: true, force: true });
      await database.drop();
    },
  };
}

/** What flows call; it keeps what it was sent. */
async function startApi() {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    request.resume();
    response.end('{}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
