import type { Mapping } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processClock } from '../../../../tooling/testing/cpuClock.ts';
import { draw, formula, literal, object, ref } from '../runs/testing.ts';
import { hooked } from './testing/hooked.ts';
import { failureOf, outputOf } from './testing/product.ts';
import { rawRequest, statusesIn } from './testing/rawRequest.ts';
import { startHere } from './testing/startHere.ts';

let here: Awaited<ReturnType<typeof startHere>>;
beforeAll(async () => {
  here = await startHere();
});
afterAll(() => here.stop());

/** Patchbay runs in this process: what it did to all objects would be seen. */
const untouched = () => Object.keys(Object.prototype).length === 0 && !('polluted' in {}) && !('polluted' in []);

describe('names that mean something to the language', () => {
  const poison = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"a":1}';

  it('change nothing, by whichever door they come', async () => {
    const { hook } = await here.person.publish(hooked());
    const sendings = [
      ['application/json', poison],
      ['application/json', '{"constructor":{"prototype":{"polluted":true}}}'],
      ['application/x-www-form-urlencoded', '__proto__[polluted]=1&constructor.prototype.polluted=1&__proto__=1'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n',
      ],
    ] as const;
    for (const [type, body] of sendings) {
      const answer = await fetch(`${hook}?__proto__=1&constructor=2`, {
        method: 'POST',
        headers: { 'content-type': type, 'x-__proto__': '1' },
        body,
      });
      expect(answer.status).toBeLessThan(500);
    }
    const headers = { 'content-type': 'application/json', origin: here.url, cookie: here.person.cookie };
    for (const procedure of ['flow.create', 'flow.import', 'savedValue.set', 'table.create', 'connection.create']) {
      const body = `{"workspaceId":"${here.person.workspaceId}","key":"__proto__","value":${poison},"__proto__":{"polluted":true}}`;
      const answer = await fetch(`${here.url}/api/trpc/${procedure}`, { method: 'POST', headers, body });
      expect(answer.status).toBeLessThan(500);
    }
    expect(untouched()).toBe(true);
  });

  it('are names like any other in mappings, tables and formulas', async () => {
    const fields = JSON.parse(
      '{"__proto__":{"kind":"literal","value":{"polluted":true}},"a":{"kind":"literal","value":1}}',
    );
    const document = draw(
      {
        order: { operation: 'manual', inputs: { example: literal({}) } },
        make: { operation: 'setFields', inputs: { fields: { kind: 'object', fields } } },
        after: {
          operation: 'setFields',
          inputs: { fields: object({ x: formula('steps') }) },
        },
      },
      'order -> make',
      'make -> after',
    );
    const run = { document, mode: 'live', payload: {} };
    const { id: flowId } = await here.person.call<{ id: string }>('flow.create', {});
    const columns = [{ name: '__proto__', type: 'text' }];
    const { id: tableId } = await here.person.call<{ id: string }>('table.create', { name: '__proto__', columns });
    const answers = [
      await here.person.ask('flow.create', { document }),
      await here.person.ask('run.try', { flowId, ...run }),
      await here.person.ask('table.importCsv', { tableId, text: '__proto__,constructor\n=1,2\n' }),
      await here.person.look('table.rows', { tableId }),
    ];
    expect(answers.filter((answered) => !answered.ok && answered.status >= 500)).toEqual([]);
    expect(untouched()).toBe(true);
  });
});

describe('a line break in what becomes a header', () => {
  it.each<[string, Record<string, Mapping>]>([
    ['the value', { headers: literal({ 'x-a': 'b\r\nx-injected: 1' }) }],
    ['the name', { headers: literal({ 'x-a: b\r\nx-injected': '1' }) }],
    [
      'the type of the body',
      { method: literal('POST'), headers: literal({ 'content-type': 'a/b\r\nx-injected: 1' }), body: literal('x') },
    ],
    ['the address', { url: ref('order.url') }],
    ['the query', { query: literal({ 'a\r\nx-injected: 1': 'b\r\nx-injected: 1' }) }],
    ['the method', { method: literal('GET / HTTP/1.1\r\nx-injected: 1\r\n\r\n') }],
  ])('makes no header of a request: in %s', async (_where, inputs) => {
    here.api.asked.length = 0;
    const payload = { url: `${here.api.url}/a b HTTP/1.1\r\nx-injected: 1\r\n\r\n` };
    const document = draw(
      {
        order: { operation: 'manual', inputs: { example: literal({ url: 'a' }) } },
        ask: {
          operation: 'http',
          inputs: { method: literal('GET'), url: literal(here.api.url), ...inputs },
        },
      },
      'order -> ask',
    );
    Object.assign(document.steps.ask ?? {}, { retry: { tries: 1, firstWaitMs: 0 } });
    const { id: flowId } = await here.person.call<{ id: string }>('flow.create', {});
    const tried = await here.person.ask<{ runId: string }>('run.try', { flowId, document, mode: 'live', payload });
    const run = tried.ok ? await here.person.atRest(tried.data.runId) : undefined;
    expect(run === undefined || (failureOf(run, 'ask')?.code ?? outputOf(run, 'ask')) !== undefined).toBe(true);
    expect(here.api.asked.length).toBeLessThanOrEqual(1);
    for (const { headers } of here.api.asked) expect(headers).not.toHaveProperty('x-injected');
  });

  it('makes none of an answer', async () => {
    const headers = object({
      'x-a': ref('order.body.a'),
      location: ref('order.body.a'),
      'x-b\r\nx-injected': literal('1'),
    });
    const { hook } = await here.person.publish(hooked({ headers }));
    const body = JSON.stringify({ a: 'b\r\nx-injected: 1\r\nset-cookie: a=b\u2028\u0000' });
    const { pathname } = new URL(hook);
    const head = `POST ${pathname} HTTP/1.1\r\nhost: ${here.host}\r\ncontent-type: application/json\r\nconnection: close\r\n`;
    const text = await rawRequest(
      here.url,
      `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${Buffer.from(body).toString('latin1')}`,
    );
    expect(statusesIn(text)).toEqual([200]);
    expect(text.split('\r\n\r\n')[0]).not.toMatch(/^(x-injected|set-cookie):/im);
  });

  it('makes none of an e-mail, and no other recipient', async () => {
    const server = {
      host: '127.0.0.1',
      security: 'none',
      port: String(here.smtp.port),
      user: 'ada',
      password: 'sesame',
    };
    const auth = { kind: 'fields', id: 'smtp', values: { ...server, from: 'ada@example.com' } };
    const { id: connection } = await here.person.call<{ id: string }>('connection.create', {
      connector: 'email',
      name: 'A',
      auth,
    });
    const evil = 'Hello\r\nBcc: eve@example.com\r\nX-Injected: 1';
    const fields: Record<string, string>[] = [
      { subject: evil },
      { to: 'bob@example.com\r\nBcc: eve@example.com' },
      { from: 'Ada\r\nBcc: eve@example.com <ada@example.com>' },
      { replyTo: 'ada@example.com\r\nBcc: eve@example.com' },
      { cc: '"a\r\nBcc: eve@example.com" <c@example.com>' },
    ];
    for (const field of fields) {
      here.smtp.received.length = 0;
      const inputs = { to: 'bob@example.com', subject: 'Hello', text: 'Hello', ...field };
      const document = draw(
        { order: { operation: 'manual', inputs: { example: literal({}) } }, ask: { operation: 'http' } },
        'order -> ask',
      );
      const mapped = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, literal(value)]));
      const uses = { connector: 'email', version: '1', operation: 'send' };
      Object.assign(document.steps.ask ?? {}, {
        uses,
        connection,
        inputs: mapped,
        retry: { tries: 1, firstWaitMs: 0 },
      });
      const { id: flowId } = await here.person.call<{ id: string }>('flow.create', {});
      const tried = await here.person.ask<{ runId: string }>('run.try', {
        flowId,
        document,
        mode: 'live',
        payload: {},
      });
      if (tried.ok) await here.person.atRest(tried.data.runId);
      for (const { raw, to } of here.smtp.received) {
        expect(to).not.toContain('eve@example.com');
        expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^(bcc|x-injected):/im);
      }
    }
  });
});

describe('markup in what people and strangers type', () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;

  it('is text on the page of a form, which runs no scripts', async () => {
    const fields = [
      { name: 'a', label: evil, kind: 'text', help: evil, required: true },
      { name: 'b', label: 'B', kind: 'choice', choices: [evil, 'c'] },
    ];
    const document = draw({
      order: {
        operation: 'form',
        inputs: {
          title: literal(evil),
          text: literal(evil),
          button: literal(evil.slice(0, 60)),
          thanks: literal(evil),
          fields: literal(fields),
        },
      },
    });
    const { flowId } = await here.person.publish(document);
    const { hooks } = await here.person.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
    const page = here.url + new URL(hooks[0]?.url ?? here.url).pathname;
    for (const init of [{}, { method: 'POST', body: new URLSearchParams({ 'answer:a': evil, 'answer:b': evil }) }]) {
      const answer = await fetch(page, init);
      const text = await answer.text();
      expect(text).toContain('&lt;script&gt;');
      expect(text).not.toMatch(/<script|<img/i);
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(answer.headers.get('content-security-policy')).not.toMatch(/script-src|unsafe-eval/);
    }
  });

  it('is text on the page that providers lead back to', async () => {
    const query = new URLSearchParams({ state: evil, error: evil, error_description: evil });
    const answer = await here.person.get(`/oauth/callback?${query}`);
    expect(await answer.text()).not.toMatch(/<script>alert|<img/i);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });

  it('is data in what the API and webhooks answer, never a page', async () => {
    const { hook } = await here.person.publish(hooked());
    const answer = await fetch(hook, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: evil });
    expect(answer.headers.get('content-type')).not.toMatch(/html/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/sandbox/);
    await here.person.call('flow.create', { name: evil });
    const list = await here.person.get(
      `/api/trpc/flow.list?input=${encodeURIComponent(JSON.stringify({ workspaceId: here.person.workspaceId }))}`,
    );
    expect(list.headers.get('content-type')).toMatch(/^application\/json/);
    expect(list.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is a plain text in mails, on one line where a line is meant', async () => {
    const name = `Eve\r\nBcc: eve@example.com ${evil}\u202e`;
    await here.person.call('workspace.update', { name: name.slice(0, 80) }).catch(() => undefined);
    here.smtp.received.length = 0;
    await here.person.call('invitation.create', { email: 'bob@example.com', role: 'viewer' });
    await expect.poll(() => here.smtp.received.length).toBe(1);
    const [mail] = here.smtp.received;
    expect(mail?.to).toEqual(['bob@example.com']);
    expect(mail?.raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
    expect(mail?.raw).not.toMatch(/content-type: text\/html/i);
  });

  it('gets a page a nonce of its own, and no script that is not ours', async () => {
    const [one, two] = await Promise.all([fetch(`${here.url}/flows/${encodeURIComponent(evil)}`), fetch(here.url)]);
    const policyOf = (answer: Response) => answer.headers.get('content-security-policy') ?? '';
    const nonceOf = (answer: Response) => /'nonce-([\w-]{22})'/.exec(policyOf(answer))?.[1];
    expect(nonceOf(one)).toBeDefined();
    expect(nonceOf(one)).not.toBe(nonceOf(two));
    expect(policyOf(one)).toContain("script-src 'self';");
    expect(await one.text()).not.toContain('<script>alert');
  });
});

describe('a text that a spreadsheet would run', () => {
  it('is a text in every table that is exported', async () => {
    const evil = ['=1+1', '@SUM(A1)', '+cmd|x', '-cmd|x', '\t=1', '\r=1', '\n=1', '＝1+1', ' =1+1'];
    const columns = [{ name: '=HYPERLINK("http://evil.example")', type: 'text' as const }];
    const { id: tableId } = await here.person.call<{ id: string }>('table.create', { name: 'Evil', columns });
    const { columns: made } = await here.person.query<{ columns: { id: string }[] }>('table.get', { tableId });
    for (const value of evil)
      await here.person.call('table.addRow', { tableId, values: { [made[0]?.id ?? '']: value } });
    const { text } = await here.person.query<{ text: string }>('table.export', { tableId });
    const cells = text
      .split('\r\n')
      .filter(Boolean)
      .map((cell) => cell.replace(/^"/, ''));
    expect(cells.length).toBeGreaterThanOrEqual(evil.length + 1);
    expect(cells.filter((cell) => /^\s*[=@＝＠]|^[+＋-][a-z]/.test(cell))).toEqual([]);
  });
});

describe('a pattern that takes for ever', () => {
  it('ends at once in formulas', async () => {
    const text = `${'a'.repeat(50_000)}!`;
    const sources = ['order.t.matches("^(a+)+$")', 'order.t.matches("^(a|aa)+$")', 'order.t.matches("^(.*a){20}$")'];
    for (const source of sources) {
      const document = draw(
        {
          order: { operation: 'manual', inputs: { example: literal({ t: 'a' }) } },
          ask: { operation: 'setFields', inputs: { fields: object({ x: formula(source) }) } },
        },
        'order -> ask',
      );
      const spentMs = processClock();
      const run = await here.person.try(document, { t: text });
      expect(spentMs()).toBeLessThan(4_000);
      expect(['succeeded', 'failed']).toContain(run.run.status);
    }
  });
});
