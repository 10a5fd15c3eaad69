import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createEgress, type Egress } from './egress.ts';
import type { SentRequest } from './exchange.ts';

const closings: (() => unknown)[] = [];
afterEach(() => Promise.all(closings.splice(0).map((close) => close())));

function open(options: Partial<Parameters<typeof createEgress>[0]> = {}): Egress {
  const egress = createEgress({ allowNetworks: ['127.0.0.0/8'], ...options });
  closings.push(() => egress.close());
  return egress;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closings.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

const get = (url: string): SentRequest => ({ method: 'GET', url, headers: {} });

describe('a host', () => {
  const caller = { account: 'crm', attempt: 1 };

  it('that answers nobody is left alone for a while, by that account only', async () => {
    const egress = open();
    const ask = (account: string) => egress.request(get('http://127.0.0.1:9/'), { caller: { account, attempt: 1 } });
    for (let times = 0; times < 5; times += 1)
      await expect(ask('crm')).rejects.toMatchObject({ failure: { code: 'refused' } });
    await expect(ask('crm')).rejects.toMatchObject({
      failure: { code: 'host_not_answering', retry: 'later', isHeldBack: true },
    });
    await expect(ask('other')).rejects.toMatchObject({ failure: { code: 'refused' } });
  });

  it('that answers with errors is asked on', async () => {
    const url = await serve((_request, response) => response.writeHead(503).end());
    const egress = open();
    for (let times = 0; times < 8; times += 1) expect((await egress.request(get(url), { caller })).status).toBe(503);
  });

  it('gets no more requests at once than the setting says, of all and of one account', async () => {
    let going = 0;
    let most = 0;
    const url = await serve((_request, response) => {
      going += 1;
      most = Math.max(most, going);
      setTimeout(() => {
        going -= 1;
        response.end();
      }, 20);
    });
    const egress = open({ limits: { hostRequests: 3, accountRequests: 2 } });
    await Promise.all(Array.from({ length: 8 }, () => egress.request(get(url), { caller })));
    expect(most).toBe(2);
    await Promise.all(
      Array.from({ length: 12 }, (_, at) => egress.request(get(url), { caller: { account: `a${at}`, attempt: 1 } })),
    );
    expect(most).toBe(3);
  });

  it('is said how long it took to answer, part by part', async () => {
    const url = await serve((_request, response) => response.end('hello'));
    const egress = open({ resolve: (_name, done) => done(null, ['127.0.0.1']) });
    const told: object[] = [];
    const request = get(url.replace('127.0.0.1', 'api.example'));
    for (let times = 0; times < 2; times += 1)
      await egress.request(request, { onTimes: (times) => told.push(times()) });
    const part = expect.any(Number);
    const both = { address: '127.0.0.1', waitMs: part, firstByteMs: part, totalMs: part, receivedBytes: 5 };
    expect(told).toMatchObject([{ ...both, dnsMs: part, connectMs: part }, both]);
  });
});
