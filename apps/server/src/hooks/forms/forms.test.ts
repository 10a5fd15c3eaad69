import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, literal, type Published, publish, ref, type StepSpec, startRuns } from '../../runs/testing.ts';
import { testDatabase } from '../../store/testing.ts';
import { connectCheck, newAccountId, payloadsOf } from '../testing.ts';
import { formColours } from './formStyle.ts';
import { createFormTokens } from './formTokens.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database);
});
afterAll(async () => {
  await patchbay.stop();
  await database.drop();
});

const fields = [
  { name: 'yourName', label: 'Your name', kind: 'text', required: true },
  { name: 'mail', label: 'E-mail', kind: 'email', required: true, help: 'We answer there.' },
  { name: 'seats', label: 'Seats', kind: 'number' },
  { name: 'day', label: 'Day', kind: 'date' },
  { name: 'size', label: 'Size', kind: 'choice', choices: ['S', 'M'] },
  { name: 'extras', label: 'Extras', kind: 'choices', choices: ['Lunch', 'Bus'] },
  { name: 'terms', label: 'I agree', kind: 'consent' },
  { name: 'plan', label: 'Plan', kind: 'file' },
  { name: 'phone', label: 'Phone', kind: 'phone' },
  { name: 'site', label: 'Website', kind: 'link' },
];

type Drawn = { inputs?: StepSpec['inputs']; connection?: string; active?: boolean };

function formFlow({ inputs = {}, connection, active = true }: Drawn = {}): Promise<Published> {
  const ask = {
    operation: 'form',
    inputs: { title: literal('Book <seats>'), fields: literal(fields), ...inputs },
    ...(connection !== undefined && { connection }),
  };
  const answer = { operation: 'respond', inputs: { body: ref('order.yourName') } };
  return publish(database, draw({ order: ask, answer }, 'order -> answer'), active);
}

/** Old enough to be of a page that a person has read. */
const tokenFor = ({ hookId }: Published, age = 10_000) =>
  createFormTokens(Buffer.alloc(32, 7)).mint(hookId, Date.now() - age).text;

type Answers = Record<string, string | string[] | File>;

function send(flow: Published, answers: Answers, { token = tokenFor(flow), ...extra }: Record<string, string> = {}) {
  const body = new FormData();
  body.append('token', token);
  for (const [name, value] of Object.entries(extra)) body.append(name, value);
  for (const [name, value] of Object.entries(answers))
    for (const one of [value].flat()) body.append(`answer:${name}`, one);
  return fetch(patchbay.form(flow), { method: 'POST', body });
}

const started = (flow: Published) => payloadsOf({ database, patchbay }, flow);
const right = { yourName: 'Zoë <b>', mail: 'zoe@example.com' };

describe('the page of a form', () => {
  it('shows its questions as text, and may do nothing else', async () => {
    const flow = await formFlow();
    const response = await fetch(patchbay.form(flow));
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(page).toContain('<h1>Book &lt;seats&gt;</h1>');
    for (const { label } of fields) expect(page).toContain(label);
    expect(page).toContain('enctype="multipart/form-data"');
    expect(page).not.toContain('<script');
  });

  it('takes along what its link says, as text', async () => {
    const flow = await formFlow();
    const page = await (await fetch(`${patchbay.form(flow)}?yourName=%22%3E%3Cscript%3E&size=M`)).text();
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(page).toMatch(/value="M" checked/);
  });

  it.each([
    ['is gone', async () => `${patchbay.url}/form/nowhere`, 404, 'There is no form here'],
    [
      'is of a webhook',
      async () => patchbay.form(await publish(database, draw({ order: { operation: 'webhook' } }))),
      404,
      'There is no form here',
    ],
    ['is off', async () => patchbay.form(await formFlow({ active: false })), 503, 'closed just now'],
  ])('says so in a page when the form %s', async (...[, address, status, words]) => {
    const response = await fetch(await address());
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
  });

  it('is not there for programs', async () => {
    const flow = await formFlow();
    expect((await fetch(patchbay.hook(flow), { method: 'POST', body: '{}' })).status).toBe(404);
  });

  it('has the colours of the app', () => {
    const tokens = readFileSync(new URL('../../../../web/src/ui/tokens.css', import.meta.url), 'utf8');
    const [light = '', dark = ''] = tokens.split('[data-mantine-color-scheme="dark"] {');
    for (const [name, [inLight, inDark]] of Object.entries(formColours)) {
      expect(light).toContain(`--pb-${name}: ${inLight};`);
      expect(dark).toContain(`--pb-${name}: ${inDark};`);
    }
  });
});

describe('a form that was sent', () => {
  it('starts a run with answers of their kinds, and thanks', async () => {
    const flow = await formFlow();
    const plan = new File(['%PDF'], 'plan.pdf', { type: 'application/pdf' });
    const response = await send(flow, {
      ...right,
      seats: '12.5',
      day: '2026-02-28',
      size: 'M',
      extras: ['Lunch', 'Bus'],
      terms: 'yes',
      plan,
    });
    const page = await response.text();
    expect(page).toContain('Thank you. Your answers have arrived.');
    expect(page).toContain('<svg class="done"');
    expect(await started(flow)).toEqual([
      {
        ...right,
        seats: 12.5,
        day: '2026-02-28',
        size: 'M',
        extras: ['Lunch', 'Bus'],
        terms: true,
        plan: { file: expect.stringMatching(/^file_/), name: 'plan.pdf', contentType: 'application/pdf', size: 4 },
      },
    ]);
  });

  it('leaves out what was left open', async () => {
    const flow = await formFlow();
    await send(flow, { ...right, seats: ' ', size: '', plan: new File([], '') });
    expect(await started(flow)).toEqual([{ ...right, extras: [], terms: false }]);
  });

  it('is taken from a browser without scripts that has no files to send', async () => {
    const flow = await formFlow();
    const body = new URLSearchParams({ token: tokenFor(flow), 'answer:yourName': 'Ann', 'answer:mail': 'a@b.example' });
    expect((await fetch(patchbay.form(flow), { method: 'POST', body })).status).toBe(200);
    expect(await started(flow)).toHaveLength(1);
  });

  it.each<[string, Answers, string]>([
    ['a question that has to be answered', { ...right, yourName: '' }, 'Please answer this.'],
    ['an e-mail address', { ...right, mail: 'zoe@' }, 'such as ann@example.com'],
    ['a number', { ...right, seats: 'two' }, 'Please write a number'],
    ['a date', { ...right, day: '2026-02-31' }, 'Please give a date.'],
    ['a phone number', { ...right, phone: '030 12345678' }, 'the code of the country'],
    ['a web address', { ...right, site: 'ftp://example.com' }, 'begins with https'],
    ['a choice', { ...right, size: 'XXL' }, 'Please choose from the list.'],
    ['choices', { ...right, extras: ['Lunch', 'Other'] }, 'Please choose from the list.'],
    ['the length', { ...right, yourName: 'x'.repeat(1_001) }, '1,000 characters at most'],
  ])('is shown again with what is wrong beside it: %s', async (_what, answers, words) => {
    const flow = await formFlow();
    const response = await send(flow, answers);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain(words);
    expect(page).toContain('One answer needs a look.');
    expect(page).toContain('aria-invalid="true"');
    expect(page).toContain('value="zoe@');
    expect(await started(flow)).toEqual([]);
  });

  it('keeps a file that came with a mistake elsewhere', async () => {
    const flow = await formFlow();
    const token = tokenFor(flow);
    const plan = new File(['%PDF'], 'plan.pdf', { type: 'application/pdf' });
    const page = await (await send(flow, { ...right, mail: 'no', plan }, { token })).text();
    expect(page).toContain('plan.pdf is here already.');
    const [, sealed = ''] = /name="kept:plan" value="([^"]+)"/.exec(page) ?? [];
    await send(flow, right, { token, 'kept:plan': sealed });
    expect(await started(flow)).toEqual([
      expect.objectContaining({ plan: expect.objectContaining({ name: 'plan.pdf' }) }),
    ]);
    const forged = `${Buffer.from('{"file":"file_1","name":"a","contentType":"b","size":1}').toString('base64url')}.x`;
    await send(flow, right, { 'kept:plan': forged });
    expect((await started(flow)).at(-1)).not.toHaveProperty('plan');
  });

  it('starts one run when it is sent twice', async () => {
    const flow = await formFlow();
    const token = tokenFor(flow);
    const pages = await Promise.all([send(flow, right, { token }), send(flow, right, { token })]);
    for (const page of pages) expect(await page.text()).toContain('Thank you.');
    await send(flow, { ...right, yourName: 'Changed' }, { token });
    expect(await started(flow)).toEqual([expect.objectContaining({ yourName: 'Zoë <b>' })]);
  });

  it.each<[string, (flow: Published) => Record<string, string>, string]>([
    ['without a token', () => ({ token: '' }), 'open for too long'],
    [
      'with a token of another form',
      () => ({ token: tokenFor({ hookId: 'other' } as Published) }),
      'open for too long',
    ],
    ['a day later', (flow) => ({ token: tokenFor(flow, 25 * 3_600_000) }), 'open for too long'],
    ['faster than anybody types', (flow) => ({ token: tokenFor(flow, 0) }), 'very quick'],
  ])('is asked for again %s, with all that was typed', async (_what, extra, words) => {
    const flow = await formFlow();
    const response = await send(flow, { ...right, plan: new File(['x'], 'x.txt') }, extra(flow));
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain(words);
    expect(page).toContain('zoe@example.com');
    expect(await started(flow)).toEqual([]);
  });

  it('keeps no file for whoever has no page of ours', async () => {
    const flow = await formFlow();
    await send(flow, { ...right, plan: new File(['x'], 'x.txt') }, { token: 'forged' });
    expect(await database.prisma.file.count({ where: { workspaceId: flow.workspaceId } })).toBe(0);
  });

  it('thanks a program that fills in what nobody sees, and starts nothing', async () => {
    const flow = await formFlow();
    const response = await send(flow, right, { leave_empty: 'cheap pills' });
    expect(await response.text()).toContain('Thank you.');
    expect(await started(flow)).toEqual([]);
  });

  it('may come so often from one place', async () => {
    const flow = await formFlow();
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await send(flow, right)).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(statuses).toContain(429);
  });
});

describe('the answer page', () => {
  it('is what the flow answers, as text', async () => {
    const flow = await formFlow({ inputs: { after: literal('flow') } });
    expect(await (await send(flow, right)).text()).toContain('<p>Zoë &lt;b&gt;</p>');
  });

  it('is another page', async () => {
    const flow = await formFlow({ inputs: { after: literal('redirect'), address: literal('https://example.com/"x') } });
    const page = await (await send(flow, right)).text();
    expect(page).toContain('<meta http-equiv="refresh" content="0;url=https://example.com/%22x">');
  });

  it('is no script, whatever is typed in as its address', async () => {
    const flow = await formFlow({ inputs: { after: literal('redirect'), address: literal('javascript:alert(1)') } });
    expect(await (await send(flow, right)).text()).not.toContain('javascript:');
  });
});

describe('a form for some', () => {
  it('opens with a user name and a password', async () => {
    const id = newAccountId();
    const flow = await formFlow({ connection: id });
    await connectCheck({ database, patchbay }, flow, { id, way: 'basic', values: { username: 'a', password: 'b' } });
    const refused = await fetch(patchbay.form(flow));
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic /);
    const headers = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
    expect((await fetch(patchbay.form(flow), { headers })).status).toBe(200);
  });

  it.each([
    ['a signature, which no browser has', 'hmac', { secret: 'x', header: 'y' }],
    ['an account that is gone', undefined, {}],
  ])('opens to nobody with %s', async (_what, way, values) => {
    const id = newAccountId();
    const flow = await formFlow({ connection: id });
    if (way !== undefined) await connectCheck({ database, patchbay }, flow, { id, way, values });
    expect((await fetch(patchbay.form(flow))).status).toBe(503);
    expect((await send(flow, right)).status).toBe(503);
    expect(await started(flow)).toEqual([]);
  });
});

it('is tried out while somebody listens, before it is on', async () => {
  const flow = await formFlow({ active: false });
  const listening = new AbortController();
  const heard = patchbay.captures.listen(flow.flowId, 'order', listening.signal)[Symbol.asyncIterator]();
  const next = heard.next();
  expect(await (await fetch(patchbay.form(flow))).text()).toContain('This form is being tried out.');
  expect(await (await send(flow, right)).text()).toContain('No run was started.');
  expect((await next).value).toEqual({ payload: { ...right, extras: [], terms: false } });
  listening.abort();
  expect(await started(flow)).toEqual([]);
});
