import type { Auth } from '@patchbay/connector';
import { expect, it } from 'vitest';
import type { Egress } from '../egress/egress.ts';
import { renewOAuth } from './renewOAuth.ts';

const auth: Extract<Auth, { kind: 'oauth2' }> = {
  kind: 'oauth2',
  grant: 'clientCredentials',
  tokenUrl: 'https://{domain}/oauth/token',
  tokenParameters: { audience: 'https://{domain}/api/v2/', hint: '{clientSecret}' },
  scopes: [],
  fields: [{ name: 'domain', title: 'Domain' }],
};

it('asks with what was typed for the account, and with none of its secrets in other places', async () => {
  const asked: { url: string; body: URLSearchParams }[] = [];
  const request: Egress['request'] = async ({ url, body }) => {
    asked.push({ url, body: new URLSearchParams(String(body)) });
    const answer = new TextEncoder().encode('{"access_token":"t1","expires_in":3600}');
    return { status: 200, headers: { 'content-type': 'application/json' }, body: answer };
  };
  const secret = { domain: 'acme.eu.example.com', clientId: 'app-1', clientSecret: 's3cret' };
  const account = { name: 'Acme', auth, secret, hosts: ['https://acme.eu.example.com'] };
  const deps = { egress: { request }, findClient: async () => undefined, now: () => 0 };
  expect((await renewOAuth(account, auth, deps)).secret).toEqual({ accessToken: 't1' });
  expect(asked.map(({ url }) => url)).toEqual(['https://acme.eu.example.com/oauth/token']);
  expect(Object.fromEntries(asked[0]?.body ?? [])).toEqual({
    grant_type: 'client_credentials',
    audience: 'https://acme.eu.example.com/api/v2/',
    hint: '{clientSecret}',
    client_id: 'app-1',
    client_secret: 's3cret',
  });
});
