import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountAddress, openNames } from './accountAddress.ts';

const filled = (template: string, values: Record<string, string>) => {
  const made = accountAddress(template, values);
  return made.ok ? made.url : `refused: ${made.field}`;
};

describe('the address of an account', () => {
  it.each([
    ['https://{subdomain}.example.com/v2', { subdomain: 'Acme' }, 'https://acme.example.com/v2'],
    ['https://{subdomain}.example.com', { subdomain: 'https://acme.example.com/' }, 'https://acme.example.com'],
    ['https://{host}/api', { host: 'crm.acme.example:8443' }, 'https://crm.acme.example:8443/api'],
    ['https://api.example.com/{account id}/', { 'account id': 'a/b c' }, 'https://api.example.com/a%2Fb%20c'],
    ['https://{a}-{b}.example.com', { a: 'x', b: 'y' }, 'https://x-y.example.com'],
    ['https://api.example.com/v1', {}, 'https://api.example.com/v1'],
    ['{address}', { address: ' http://localhost:11434/v1/ ' }, 'http://localhost:11434/v1'],
    ['{address}', { address: 'openrouter.ai/api/v1' }, 'https://openrouter.ai/api/v1'],
  ])('%s with %j is %s', (template, values, url) => {
    expect(filled(template, values)).toBe(url);
  });

  it.each([
    ['https://{subdomain}.example.com', 'evil.com/'],
    ['https://{subdomain}.example.com', 'evil.com#'],
    ['https://{subdomain}.example.com', 'evil.com\\'],
    ['https://{subdomain}.example.com', 'user@evil'],
    ['https://{subdomain}.example.com', 'a.b'],
    ['https://{subdomain}.example.com', ''],
    ['https://{subdomain}.example.com', '%2e'],
    ['https://{subdomain}.example.com', 'ａ'],
    ['https://{host}/x', 'evil.com/y'],
    ['https://{host}/x', 'u:p@evil.com'],
    ['https://{host}/x', '0x7f.1'],
    ['https://api.example.com/{id}/x', '..'],
    ['{address}', ''],
    ['{address}', 'ftp://example.com'],
    ['{address}', 'https://u:p@example.com/v1'],
    ['{address}', 'https://example.com/v1?key=1'],
  ])('%s refuses %j', (template, value) => {
    const [name = ''] = openNames(template);
    expect(filled(template, { [name]: value })).toBe(`refused: ${name}`);
  });

  it('stays at the host that the connector names, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.domain()), (subdomain) => {
        const made = accountAddress('https://{subdomain}.example.com/v1', { subdomain });
        if (!made.ok) return;
        const url = new URL(made.url);
        expect(url.host).toMatch(/^[a-z0-9-]+\.example\.com$/);
        expect(url.pathname).toBe('/v1');
      }),
    );
  });

  it('names what is open in it', () => {
    expect(openNames('https://{region}.example.com/{account}')).toEqual(['region', 'account']);
  });
});
