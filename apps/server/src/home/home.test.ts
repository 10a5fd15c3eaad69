import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import { draw, literal } from '../runs/testing.ts';
import { welcomeUser } from '../workspaces/welcomeUser.ts';

let test: TestApp;

beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.drop());

type Person = { api: Caller; workspaceId: string };

/** Somebody who signed up as people do, with the example's run at its end. */
async function newcomer(name: string): Promise<Person> {
  const { prisma } = test.instance.database;
  const { id } = await prisma.user.create({ data: { id: crypto.randomUUID(), name, email: `${name}@example.com` } });
  await welcomeUser({ id, name }, test.app);
  const actor = await test.app.workspaces.findActor(id);
  const workspaceId = actor?.memberships[0]?.workspaceId ?? '';
  const person = { api: test.as(actor), workspaceId };
  await expect.poll(async () => (await homeOf(person)).example?.run?.status).toBe('succeeded');
  return person;
}

const homeOf = ({ api, workspaceId }: Person) => api.home.get({ workspaceId });

const exampleOf = async (person: Person) => {
  const { example } = await homeOf(person);
  if (example === null) throw new Error('There is no example.');
  return example;
};

describe('the example', () => {
  it('is a flow that has run on sample data, with data on its wires, when somebody first comes', async () => {
    const person = await newcomer('ann');
    const { isHidden, done, example } = await homeOf(person);
    expect({ isHidden, done }).toEqual({ isHidden: false, done: ['sawRun'] });
    expect(example).toMatchObject({ name: 'Example: a form answer becomes a contact', isChanged: false });
    expect(example?.picture.wires).toHaveLength(3);
    const shown = example?.picture.steps.map(({ name, line, status, values }) => ({ name, line, status, values }));
    expect(shown).toEqual([
      {
        name: 'New form answer',
        line: 'When somebody fills in a form',
        status: 'succeeded',
        values: [
          { label: 'Name', text: 'ann' },
          { label: 'E-mail', text: 'ann@example.com' },
          { label: 'Asks for', text: 'a price list' },
        ],
      },
      {
        name: 'Tidy the name',
        line: 'Set fields',
        status: 'succeeded',
        values: [
          { label: 'First name', text: 'Ann' },
          { label: 'Source', text: 'Web form' },
        ],
      },
      {
        name: 'Create contact',
        line: 'HubSpot',
        status: 'succeeded',
        values: [
          { label: 'Contact', text: '12451' },
          { label: 'E-mail', text: 'ann@example.com' },
          { label: 'First name', text: 'Ann' },
        ],
      },
      { name: 'Send a welcome', line: 'Gmail', status: 'succeeded', values: expect.any(Array) },
    ]);
    expect(example?.picture.steps.find(({ id }) => id === 'contact')?.plugs).toEqual([
      { label: 'E-mail', from: { step: 'answer', label: 'E-mail' } },
      { label: 'First name', from: { step: 'tidy', label: 'First name' } },
      { label: 'Last name' },
      { label: 'Phone' },
    ]);
    const { items } = await person.api.run.list({ workspaceId: person.workspaceId });
    expect(items).toMatchObject([{ flowId: example?.flowId, mode: 'mock', status: 'succeeded', version: null }]);
  });

  it('runs again as it stands now', async () => {
    const person = await newcomer('ben');
    const { runId } = await person.api.home.runExample({ workspaceId: person.workspaceId });
    await expect.poll(async () => (await exampleOf(person)).run).toMatchObject({ id: runId, status: 'succeeded' });
  });

  it('counts as changed when a field is unplugged, not when a step is moved', async () => {
    const person = await newcomer('cid');
    const { flowId } = await exampleOf(person);
    const { draft } = await person.api.flow.get({ flowId });
    const step = draft.document.steps.contact;
    if (step === undefined) throw new Error('The step is gone.');
    const save = (after: typeof step, revision: number) =>
      person.api.flow.saveDraft({
        flowId,
        revision,
        clientId: 'tab',
        diff: {
          steps: { added: {}, updated: { contact: [before, after] }, removed: {} },
          edges: { added: {}, updated: {}, removed: {} },
          notes: { added: {}, updated: {}, removed: {} },
        },
      });
    let before = step;
    const moved = { ...step, position: { x: 40, y: 500 } };
    await save(moved, draft.revision);
    expect(await exampleOf(person)).toMatchObject({ isChanged: false });
    before = moved;
    await save({ ...moved, inputs: {} }, draft.revision + 1);
    expect(await exampleOf(person)).toMatchObject({ isChanged: true });
  });

  it('comes back when it was deleted, and leaves a changed one alone', async () => {
    const person = await newcomer('dan');
    const { api, workspaceId } = person;
    const first = await exampleOf(person);
    await api.home.bringBack({ workspaceId });
    const second = await exampleOf(person);
    expect(second.flowId).not.toBe(first.flowId);
    expect((await api.flow.list({ workspaceId })).items).toHaveLength(2);
    await api.flow.delete({ flowId: second.flowId });
    expect((await homeOf(person)).example).toBeNull();
    expect((await refusal(api.home.runExample({ workspaceId }))).code).toBe('not_found');
    await api.home.bringBack({ workspaceId });
    expect(await exampleOf(person)).toMatchObject({ isChanged: false });
  });

  it('is not there for a workspace that never had one', async () => {
    const { api, workspaceId } = await test.signUp('Old');
    expect(await homeOf({ api, workspaceId })).toEqual({ isHidden: false, done: [], example: null });
  });
});

describe('the first steps', () => {
  it('are ticked by what other flows have done, and stay so when these are gone', async () => {
    const person = await newcomer('eve');
    const { api, workspaceId } = person;
    const document = draw(
      {
        start: { operation: 'manual', inputs: { example: literal({}) } },
        set: { operation: 'setFields', inputs: { fields: literal({ a: 1 }) } },
      },
      'start -> set',
    );
    const { id: flowId } = await api.flow.create({ workspaceId, document });
    expect((await homeOf(person)).done).toEqual(['sawRun', 'wired']);
    await api.run.try({ flowId, document, mode: 'mock', payload: {} });
    expect((await homeOf(person)).done).toEqual(['sawRun', 'wired', 'tried']);
    const { draft } = await api.flow.get({ flowId });
    await api.flow.publish({ flowId, revision: draft.revision });
    expect((await homeOf(person)).done).toEqual(['sawRun', 'wired', 'tried', 'published']);
    await api.flow.delete({ flowId });
    expect((await homeOf(person)).done).toEqual(['sawRun', 'wired', 'tried', 'published']);
  });

  it('say that an API was picked when a flow uses one', async () => {
    const person = await newcomer('fay');
    const { api, workspaceId } = person;
    const document = draw({ tell: { operation: 'http' } });
    for (const step of Object.values(document.steps))
      step.uses = { ...step.uses, connector: 'slack', operation: 'sendMessage' };
    await api.flow.create({ workspaceId, document });
    expect((await homeOf(person)).done).toEqual(['sawRun', 'pickedApi']);
  });

  it('are hidden from the one who asked for it, nobody else', async () => {
    const person = await newcomer('gil');
    const { workspaceId } = person;
    const other = await test.join(workspaceId, 'builder');
    await person.api.home.hide({ workspaceId, isHidden: true });
    expect((await homeOf(person)).isHidden).toBe(true);
    expect((await homeOf({ api: other.api, workspaceId })).isHidden).toBe(false);
  });
});
