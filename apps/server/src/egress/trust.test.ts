import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../mail/testing/certificate.ts';
import { createEgress } from './egress.ts';
import { toEgressError } from './egressError.ts';
import { readTrust } from './readTrust.ts';
import type { TrustSettings } from './trust.ts';

const closings: (() => unknown)[] = [];
afterEach(() => Promise.all(closings.splice(0).map((close) => close())));

/** A real server with TLS, whose answer says whose certificate it was shown. */
async function serve(options: ServerOptions): Promise<string> {
  const server: Server = createServer(options, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate();
    response.end(JSON.stringify({ shown: subject?.CN ?? null }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closings.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const address = server.address();
  return `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

async function ask(url: string, trust?: TrustSettings): Promise<unknown> {
  const egress = createEgress({ allowNetworks: ['127.0.0.0/8'], ...(trust && { trust }) });
  closings.push(() => egress.close());
  const { body } = await egress.request({ method: 'GET', url, headers: {} });
  return JSON.parse(Buffer.from(body).toString());
}

const untrusted = { failure: { code: 'certificate_not_trusted', retry: 'never' } };

describe('a certificate', () => {
  it('of an authority nobody knows is refused, whatever the environment says', async () => {
    const url = await serve(makeCertificate());
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      await expect(ask(url)).rejects.toMatchObject(untrusted);
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });

  it('of an own authority is taken, and no other one is', async () => {
    const own = makeCertificate();
    const [ours, theirs] = [await serve(own), await serve(makeCertificate())];
    const trust = { authorities: `# Ours\n${own.cert}` };
    expect(await ask(ours, trust)).toEqual({ shown: null });
    await expect(ask(theirs, trust)).rejects.toMatchObject(untrusted);
  });

  it('for another name is refused, though its authority is trusted', async () => {
    const own = makeCertificate();
    const url = await serve(own);
    const egress = createEgress({
      allowNetworks: ['127.0.0.0/8'],
      trust: { authorities: own.cert },
      resolve: (_name, done) => done(null, ['127.0.0.1']),
    });
    closings.push(() => egress.close());
    const request = { method: 'GET' as const, url: url.replace('127.0.0.1', 'other.example'), headers: {} };
    await expect(egress.request(request)).rejects.toMatchObject(untrusted);
  });
});

describe('a certificate of this side', () => {
  it('is shown to the host it is set for', async () => {
    const [theirs, ours] = [makeCertificate(), makeCertificate()];
    const url = await serve({ ...theirs, requestCert: true, rejectUnauthorized: true, ca: ours.cert });
    const authorities = theirs.cert;
    const clientCertificates = new Map([['127.0.0.1', `${ours.cert}${ours.key}`]]);
    expect(await ask(url, { authorities, clientCertificates })).toEqual({ shown: 'Patchbay test' });
  });

  it('is shown to no other host', async () => {
    const [theirs, ours] = [makeCertificate(), makeCertificate()];
    const url = await serve({ ...theirs, requestCert: true, rejectUnauthorized: false });
    const clientCertificates = new Map([['api.bank.example', `${ours.cert}${ours.key}`]]);
    expect(await ask(url, { authorities: theirs.cert, clientCertificates })).toEqual({ shown: null });
  });

  it('that a host asks for and does not get is named as what is missing', () => {
    const alert = Object.assign(new Error(), { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' });
    expect(toEgressError(alert, 'api.bank.example', true)).toMatchObject({
      failure: { code: 'certificate_wanted', retry: 'never', message: expect.stringContaining('api.bank.example') },
    });
  });
});

describe('files with certificates', () => {
  const write = (text: string) => {
    const path = join(mkdtempSync(join(tmpdir(), 'patchbay-trust-')), 'file.pem');
    writeFileSync(path, text);
    return path;
  };
  const [one, other] = [makeCertificate(), makeCertificate()];

  it('are read', () => {
    const paths = { authorities: write(one.cert), clients: `a.example=${write(one.cert + one.key)}` };
    expect(readTrust(paths).clientCertificates?.get('a.example')).toContain('PRIVATE KEY');
  });

  it.each([
    ['there is none', { authorities: '/nowhere/at-all.pem' }, /PATCHBAY_CA names the file "\/nowhere/],
    ['it holds none', { authorities: write('hello') }, /PATCHBAY_CA .*no certificate/],
    ['a key is missing', { clients: `a.example=${write(one.cert)}` }, /PATCHBAY_CLIENT_CERTIFICATES/],
    ['a key is another one', { clients: `a.example=${write(one.cert + other.key)}` }, /not that of its certificate/],
  ])('are refused in words where %s', (_why, paths, words) => {
    expect(() => readTrust(paths)).toThrow(words);
  });
});
