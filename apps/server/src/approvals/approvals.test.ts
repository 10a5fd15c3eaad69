import type { FlowDocument } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import type { Actor } from '../policies/can.ts';
import { draw, formula, literal, object, ref, startUpstream } from '../runs/testing.ts';
import { eventually } from '../worker/testing.ts';
import { Announcer } from './Announcer.ts';
import { notifyByMail } from './notifyApprovers.ts';

let test: TestApp;
let owner: { actor: Actor; workspaceId: string; api: Caller };
beforeAll(async () => {
  test = await testApp();
  owner = await test.signUp('Ada Lovelace');
});
afterAll(() => test.drop());

const list = (emails: readonly string[]) => literal(emails);

/** Asks about an order, and sets the answer. `more`: further inputs of the question. */
function asking(more: Record<string, ReturnType<typeof literal>> = {}): FlowDocument {
  return draw(
    {
      order: { operation: 'manual', inputs: { example: literal({ id: 7, total: 90 }) } },
      ask: {
        operation: 'approval',
        inputs: {
          question: formula('"May we refund order " + string(order.id) + "?"'),
          details: object({ total: ref('order.total') }),
          ...more,
        },
      },
      yes: { operation: 'setFields', inputs: { fields: object({ by: ref('ask.by'), said: ref('ask.comment') }) } },
      no: { operation: 'setFields', inputs: { fields: object({ declined: ref('ask.by') }) } },
      late: { operation: 'setFields', inputs: { fields: object({ late: literal(true) }) } },
    },
    'order -> ask',
    'ask -approved-> yes',
    'ask -declined-> no',
    'ask -timeout-> late',
  );
}

/** Starts it and waits until it asks. */
async function asked(document: FlowDocument = asking(), api: Caller = owner.api) {
  const { id: flowId } = await api.flow.create({ workspaceId: owner.workspaceId, document });
  await api.flow.publish({ flowId, revision: 0 });
  const { runId } = await api.run.start({ flowId, payload: { id: 7, total: 90 } });
  const row = await eventually(() =>
    test.instance.database.prisma.approval.findFirst({ where: { runId } }).then(known),
  );
  const approvalId = test.app.addresses.approval({ runId, path: row.path }).split('/').at(-1) ?? '';
  return { flowId, runId, approvalId };
}
const known = <T>(value: T | null): T | undefined => value ?? undefined;

const outputsOf = async (runId: string) =>
  eventually(async () => {
    const { events } = await owner.api.run.get({ runId });
    if (events.at(-1)?.type !== 'run.finished') return undefined;
    return Object.fromEntries(events.flatMap((e) => (e.type === 'step.succeeded' ? [[e.path, e.output]] : [])));
  });

const openOf = async (api: Caller, search?: string) =>
  (await api.approval.list({ workspaceId: owner.workspaceId, search })).items;

describe('an approval', () => {
  it('is found by who may answer it, with what it asks, and its answer goes on', async () => {
    const { runId, approvalId, flowId } = await asked();
    const row = (await openOf(owner.api)).find(({ id }) => id === approvalId);
    expect(row).toMatchObject({ runId, flowId, question: 'May we refund order 7?', state: 'open', answeredBy: null });
    expect(await owner.api.approval.get({ approvalId })).toMatchObject({
      question: 'May we refund order 7?',
      details: { total: 90 },
      approvers: [],
      state: 'open',
      stepName: 'ask',
      mayAnswer: true,
      runStatus: 'waiting',
    });
    await owner.api.approval.answer({ approvalId, answer: 'approve', comment: ' Gladly. ' });
    expect(await outputsOf(runId)).toMatchObject({ yes: { by: 'Ada Lovelace', said: 'Gladly.' } });
    expect((await openOf(owner.api)).map(({ id }) => id)).not.toContain(approvalId);
    const { items } = await owner.api.approval.list({ workspaceId: owner.workspaceId, state: 'settled' });
    expect(items[0]).toMatchObject({ id: approvalId, state: 'approved', answeredBy: 'Ada Lovelace' });
  });

  it('goes the other way when it is declined', async () => {
    const { runId, approvalId } = await asked();
    await owner.api.approval.answer({ approvalId, answer: 'decline' });
    expect(await outputsOf(runId)).toMatchObject({ no: { declined: 'Ada Lovelace' } });
    expect(await owner.api.approval.get({ approvalId })).toMatchObject({ state: 'declined', comment: null });
  });

  it('is refused, in words, to who may not answer, and nothing changes', async () => {
    const viewer = await test.join(owner.workspaceId, 'viewer');
    const { runId, approvalId } = await asked();
    const refused = await refusal(viewer.api.approval.answer({ approvalId, answer: 'approve' }));
    expect(refused).toMatchObject({
      code: 'approval_not_yours',
      message: 'This is not for you to answer. Whoever may change the flow can answer it.',
    });
    expect(await openOf(viewer.api)).toEqual([]);
    expect(await viewer.api.approval.get({ approvalId })).toMatchObject({ state: 'open', mayAnswer: false });
    expect((await owner.api.run.get({ runId })).events.map(({ type }) => type)).not.toContain('step.resumed');
  });

  it('asks those whom the step names, also viewers, and not the owner', async () => {
    const viewer = await test.join(owner.workspaceId, 'viewer');
    const { runId, approvalId } = await asked(asking({ approvers: list([viewer.actor.email.toUpperCase()]) }));
    const refused = await refusal(owner.api.approval.answer({ approvalId, answer: 'approve' }));
    expect(refused.message).toContain(`It asks ${viewer.actor.email.toUpperCase()}.`);
    expect((await openOf(owner.api)).map(({ id }) => id)).not.toContain(approvalId);
    expect((await openOf(viewer.api)).map(({ id }) => id)).toEqual([approvalId]);
    await viewer.api.approval.answer({ approvalId, answer: 'approve' });
    expect(await outputsOf(runId)).toHaveProperty('yes');
  });

  it('takes one of two answers that come in the same moment', async () => {
    const { runId, approvalId } = await asked();
    const answers = await Promise.allSettled([
      owner.api.approval.answer({ approvalId, answer: 'approve' }),
      owner.api.approval.answer({ approvalId, answer: 'decline' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await outputsOf(runId);
    const { events } = await owner.api.run.get({ runId });
    expect(events.filter(({ type }) => type === 'step.resumed')).toHaveLength(1);
  });

  it('says who has answered it, to who answers again', async () => {
    const { runId, approvalId } = await asked();
    await owner.api.approval.answer({ approvalId, answer: 'approve' });
    await outputsOf(runId);
    expect(await refusal(owner.api.approval.answer({ approvalId, answer: 'decline' }))).toMatchObject({
      code: 'approval_over',
      message: 'This no longer waits for an answer. Ada Lovelace has approved it already.',
    });
  });

  it('says that time was up, to who answers after that', async () => {
    const { runId, approvalId } = await asked(asking({ amount: literal(0.2), unit: literal('seconds') }));
    expect(await outputsOf(runId)).toHaveProperty('late');
    const refused = await refusal(owner.api.approval.answer({ approvalId, answer: 'approve' }));
    expect(refused).toMatchObject({
      code: 'approval_over',
      message: expect.stringContaining('Nobody answered in time'),
    });
    expect(await owner.api.approval.get({ approvalId })).toMatchObject({ state: 'timeout' });
  });

  it('ends with its run, and says so', async () => {
    const { runId, approvalId } = await asked();
    await owner.api.run.cancel({ runId });
    expect((await openOf(owner.api)).map(({ id }) => id)).not.toContain(approvalId);
    const refused = await refusal(owner.api.approval.answer({ approvalId, answer: 'approve' }));
    expect(refused).toMatchObject({ code: 'approval_over', message: expect.stringContaining('The run has ended') });
    const { events } = await owner.api.run.get({ runId });
    expect(events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'cancelled' });
  });

  it('ends when its run has taken as long as it may', async () => {
    const { runId, approvalId } = await asked({ ...asking(), settings: { timeLimitMs: 1_000 } });
    await outputsOf(runId);
    expect((await openOf(owner.api)).map(({ id }) => id)).not.toContain(approvalId);
    expect(await owner.api.approval.get({ approvalId })).toMatchObject({ state: 'over', runStatus: 'failed' });
    const refused = await refusal(owner.api.approval.answer({ approvalId, answer: 'approve' }));
    expect(refused.code).toBe('approval_over');
  });

  it('waits again when a person takes up the run that had failed beside it', async () => {
    const release = Promise.withResolvers<void>();
    const api = await startUpstream((_, response) => {
      if (api.calls.length === 1) response.writeHead(400).end();
      else void release.promise.then(() => response.writeHead(200).end());
    });
    const document = draw(
      {
        order: { operation: 'manual', inputs: { example: literal({}) } },
        send: { operation: 'http', inputs: { url: literal(api.url) } },
        ask: { operation: 'approval', inputs: { question: literal('Still?') } },
        yes: { operation: 'setFields', inputs: { fields: object({ by: ref('ask.by') }) } },
      },
      'order -> send',
      'order -> ask',
      'ask -approved-> yes',
    );
    const { runId, approvalId } = await asked(document);
    await outputsOf(runId);
    expect(await owner.api.approval.get({ approvalId })).toMatchObject({ state: 'over' });
    await owner.api.run.retry({ runId, path: 'send' });
    await eventually(() => api.calls[1]);
    expect((await openOf(owner.api)).map(({ id }) => id)).toContain(approvalId);
    await owner.api.approval.answer({ approvalId, answer: 'approve' });
    release.resolve();
    expect(await outputsOf(runId)).toMatchObject({ yes: { by: 'Ada Lovelace' } });
    expect(api.calls).toHaveLength(2);
    await api.stop();
  });

  it('is asked in each item of a loop by itself, under a link that an earlier step made', async () => {
    const document = draw(
      {
        order: { operation: 'manual', inputs: { example: literal({}) } },
        each: { operation: 'forEach', inputs: { items: literal(['a', 'b']), atOnce: literal(2) } },
        link: { operation: 'callbackAddress', parent: 'each', inputs: { step: literal('ask') } },
        ask: {
          operation: 'approval',
          parent: 'each',
          inputs: { question: ref('each.item'), details: ref('link.url') },
        },
      },
      'order -> each',
      'link -> ask',
    );
    const { runId } = await asked(document);
    const rows = await eventually(async () => {
      const found = (await openOf(owner.api)).filter((row) => row.runId === runId);
      return found.length === 2 ? found : undefined;
    });
    expect(rows.map(({ question }) => question).toSorted()).toEqual(['a', 'b']);
    for (const { id, question } of rows) {
      const { details } = await owner.api.approval.get({ approvalId: id });
      expect(details).toBe(`http://patchbay.test/approvals/${id}`);
      await owner.api.approval.answer({ approvalId: id, answer: question === 'a' ? 'approve' : 'decline' });
    }
    const { items } = await eventually(async () => {
      const found = await owner.api.approval.list({ workspaceId: owner.workspaceId, state: 'settled' });
      return found.items.filter((row) => row.runId === runId).length === 2 ? found : undefined;
    });
    expect(
      items
        .filter((row) => row.runId === runId)
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['approved', 'declined']);
  });

  it('is found by words of its question and of its flow, page by page', async () => {
    const made = [await asked(), await asked(), await asked()];
    await owner.api.flow.rename({ flowId: made[0]?.flowId ?? '', name: 'Zebra refunds' });
    expect((await openOf(owner.api, 'zebra')).map(({ id }) => id)).toEqual([made[0]?.approvalId]);
    expect(await openOf(owner.api, 'no such thing')).toEqual([]);
    expect((await openOf(owner.api, 'REFUND ORDER 7')).length).toBeGreaterThan(2);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await owner.api.approval.list({ workspaceId: owner.workspaceId, limit: 2, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(made.map(({ approvalId }) => approvalId)));
  });

  it('is nothing to strangers', async () => {
    const stranger = await test.signUp('Eve');
    const { approvalId } = await asked();
    expect(await refusal(stranger.api.approval.get({ approvalId }))).toMatchObject({ code: 'not_found' });
    expect(await refusal(stranger.api.approval.answer({ approvalId, answer: 'approve' }))).toMatchObject({
      code: 'not_found',
    });
    expect(await refusal(owner.api.approval.get({ approvalId: 'nonsense' }))).toMatchObject({ code: 'not_found' });
  });

  it('is approved by itself where a flow is only tried', async () => {
    const { id: flowId } = await owner.api.flow.create({ workspaceId: owner.workspaceId, document: asking() });
    const { runId } = await owner.api.run.try({
      flowId,
      document: asking(),
      mode: 'mock',
      payload: { id: 1, total: 2 },
    });
    expect(await outputsOf(runId)).toHaveProperty('yes');
    expect(await test.instance.database.prisma.approval.count({ where: { runId } })).toBe(0);
  });
});

describe('those who are asked', () => {
  type Sent = { to: string; subject: string; text: string };
  const announcing = (sendMail: (message: Sent) => Promise<void>) =>
    new Announcer({ ...test.app, notify: notifyByMail({ ...test.app, sendMail }) });
  const tellable = (runId: string) =>
    test.instance.database.prisma.approval.count({ where: { runId, tellAt: { not: null } } });

  it('get one mail each with the link, and nobody else does', async () => {
    const viewer = await test.join(owner.workspaceId, 'viewer');
    await announcing(async () => undefined).tellDue();
    const { runId, approvalId } = await asked(
      asking({ approvers: list([viewer.actor.email, 'stranger@example.com']) }),
    );
    const sent: Sent[] = [];
    const announcer = announcing(async (message) => void sent.push(message));
    await announcer.tellDue();
    await announcer.tellDue();
    expect(sent).toEqual([
      {
        to: viewer.actor.email,
        subject: 'For you to answer: May we refund order 7?',
        text: expect.stringContaining(`http://patchbay.test/approvals/${approvalId}\n`),
      },
    ]);
    expect(sent[0]?.text).not.toContain('90');
    expect(await tellable(runId)).toBe(0);
  });

  it('are told later when the mail server is away, and not once it is answered', async () => {
    const { runId, approvalId } = await asked();
    await announcing(() => Promise.reject(new Error('away'))).tellDue();
    expect(await tellable(runId)).toBe(1);
    expect(test.errors.splice(0)).toHaveLength(1);
    await test.instance.database.prisma.approval.updateMany({ where: { runId }, data: { tellAt: new Date() } });
    await owner.api.approval.answer({ approvalId, answer: 'approve' });
    const sent: Sent[] = [];
    await announcing(async (message) => void sent.push(message)).tellDue();
    expect(sent).toEqual([]);
  });
});
