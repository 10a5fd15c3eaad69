import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import type { Actor, Role } from '../policies/can.ts';

let test: TestApp;
let workspaceId: string;
let owner: { api: Caller; actor: Actor };

beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.drop());
beforeEach(async () => {
  const signedUp = await test.signUp('Ada');
  ({ workspaceId } = signedUp);
  owner = signedUp;
});

const auth = { kind: 'bearer', token: 't' } as const;
const join = (role: Role) => test.join(workspaceId, role);
const roleOf = async (userId: string) =>
  (await owner.api.workspace.members({ workspaceId })).find((member) => member.userId === userId)?.role;

/** As somebody is once what they were made is known. */
async function again(actor: Actor): Promise<Caller> {
  return test.as(await test.app.workspaces.findActor(actor.id));
}

describe('roles', () => {
  it('are changed by owners and admins, and hold at once', async () => {
    const bo = await join('viewer');
    await owner.api.member.changeRole({ workspaceId, userId: bo.actor.id, role: 'builder' });
    expect(await roleOf(bo.actor.id)).toBe('builder');
    await expect((await again(bo.actor)).flow.create({ workspaceId })).resolves.toBeDefined();
  });

  it('of owners are not for admins to give or to take', async () => {
    const [admin, bo] = [await join('admin'), await join('builder')];
    const [toOwner, ofOwner] = [
      admin.api.member.changeRole({ workspaceId, userId: bo.actor.id, role: 'owner' }),
      admin.api.member.changeRole({ workspaceId, userId: owner.actor.id, role: 'viewer' }),
    ].map(refusal);
    expect([(await toOwner)?.code, (await ofOwner)?.code]).toEqual(['not_allowed', 'not_allowed']);
    const removal = admin.api.member.remove({ workspaceId, userId: owner.actor.id });
    expect((await refusal(removal)).code).toBe('not_allowed');
  });

  it('leave a workspace with an owner: the last one neither goes nor is made less', async () => {
    const self = owner.actor.id;
    const tries = [
      () => owner.api.workspace.leave({ workspaceId }),
      () => owner.api.member.remove({ workspaceId, userId: self }),
      () => owner.api.member.changeRole({ workspaceId, userId: self, role: 'admin' }),
    ];
    for (const attempt of tries) expect((await refusal(attempt())).code).toBe('last_owner');
  });

  it('leave one owner where two make each other less in the same moment', async () => {
    const other = await join('owner');
    const made = await Promise.allSettled([
      owner.api.member.changeRole({ workspaceId, userId: other.actor.id, role: 'viewer' }),
      other.api.member.changeRole({ workspaceId, userId: owner.actor.id, role: 'viewer' }),
      owner.api.workspace.leave({ workspaceId }),
      other.api.workspace.leave({ workspaceId }),
    ]);
    expect(made.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    const members = await test.app.workspaces.members(workspaceId);
    expect(members.filter(({ role }) => role === 'owner')).toHaveLength(1);
  });

  it('end when somebody leaves or is removed: nothing is there for them any more', async () => {
    const [bo, cleo] = [await join('builder'), await join('viewer')];
    await bo.api.workspace.leave({ workspaceId });
    await owner.api.member.remove({ workspaceId, userId: cleo.actor.id });
    for (const { actor } of [bo, cleo]) {
      expect((await refusal((await again(actor)).flow.list({ workspaceId }))).code).toBe('not_found');
    }
  });
});

describe('invitations', () => {
  const invite = (email: string, role: Role = 'viewer') => owner.api.invitation.create({ workspaceId, email, role });
  const tokenOf = ({ link }: { link: string }) => link.split('/').at(-1) ?? '';

  it('let somebody who has an account join, once', async () => {
    const guest = await test.signUp('Gus');
    const token = tokenOf(await invite(guest.actor.email, 'builder'));
    expect(await test.as(null).invitation.open({ token })).toMatchObject({ email: guest.actor.email, role: 'builder' });
    const [first, second] = await Promise.allSettled([
      guest.api.invitation.accept({ token }),
      guest.api.invitation.accept({ token }),
    ]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(await roleOf(guest.actor.id)).toBe('builder');
    expect((await refusal(test.as(null).invitation.open({ token }))).code).toBe('invitation_over');
  });

  it('are for one address only', async () => {
    const stranger = await test.signUp('Eve');
    const token = tokenOf(await invite('somebody@example.com'));
    expect((await refusal(stranger.api.invitation.accept({ token }))).code).toBe('invitation_for_another');
  });

  it('are over once they were taken back, replaced by another, or are a week old', async () => {
    const openOf = (token: string) => refusal(test.as(null).invitation.open({ token })).then(({ code }) => code);
    const takenBack = await invite('a@example.com');
    await owner.api.invitation.revoke({ workspaceId, invitationId: takenBack.id });
    const replaced = await invite('b@example.com');
    await invite('b@example.com');
    const old = await invite('c@example.com');
    const { prisma } = test.instance.database;
    const { expiresAt } = await prisma.invitation.findUniqueOrThrow({ where: { id: old.id } });
    expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(7 * 24 * 3_600_000);
    await prisma.invitation.update({ where: { id: old.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
    for (const handed of [takenBack, replaced, old]) expect(await openOf(tokenOf(handed))).toBe('invitation_over');
    await owner.api.invitation.renew({ workspaceId, invitationId: old.id });
    expect(await test.as(null).invitation.open({ token: tokenOf(old) })).toMatchObject({ email: 'c@example.com' });
  });

  it('give the same link again, and keep nothing of it in the database', async () => {
    const { id, link } = await invite('again@example.com');
    expect(await owner.api.invitation.link({ workspaceId, invitationId: id })).toEqual({ link });
    const rows = await test.instance.database.prisma.invitation.findMany();
    expect(JSON.stringify(rows)).not.toContain(link.split('.').at(-1));
  });

  it('are not made for members, nor for owners by admins', async () => {
    const admin = await join('admin');
    expect((await refusal(invite(admin.actor.email))).code).toBe('already_member');
    const toOwn = admin.api.invitation.create({ workspaceId, email: 'o@example.com', role: 'owner' });
    expect((await refusal(toOwn)).code).toBe('not_allowed');
    const { id } = await invite('p@example.com', 'owner');
    expect((await refusal(admin.api.invitation.link({ workspaceId, invitationId: id }))).code).toBe('not_allowed');
  });
});

describe('a link for another password', () => {
  it('is made by who manages somebody everywhere they belong', async () => {
    const bo = await join('builder');
    const { link } = await owner.api.member.resetLink({ workspaceId, userId: bo.actor.id });
    expect(link).toMatch(/\/new-password\?token=[\w-]{32}$/);
  });

  it('is refused for who belongs to workspaces of others, too: it would open those', async () => {
    const guest = await test.signUp('Gus');
    await test.instance.database.prisma.member.create({
      data: { workspaceId, userId: guest.actor.id, role: 'viewer' },
    });
    const made = owner.api.member.resetLink({ workspaceId, userId: guest.actor.id });
    expect((await refusal(made)).code).toBe('reset_link_refused');
  });

  it('is refused to admins for owners', async () => {
    const admin = await join('admin');
    const made = admin.api.member.resetLink({ workspaceId, userId: owner.actor.id });
    expect((await refusal(made)).code).toBe('reset_link_refused');
  });
});

it('ends the sign-in at a provider of somebody who is removed', async () => {
  const bo = await join('builder');
  const { oauthAttempt } = test.instance.database.prisma;
  const begun = { id: randomUUID(), workspaceId, userId: bo.actor.id, sessionHash: 'h', wish: {}, sealed: {} };
  await oauthAttempt.create({ data: { ...begun, expiresAt: new Date(Date.now() + 60_000) } });
  await owner.api.member.remove({ workspaceId, userId: bo.actor.id });
  expect(await oauthAttempt.count({ where: { workspaceId } })).toBe(0);
});

describe('where somebody is signed in', () => {
  const session = async (userId: string, userAgent: string) => {
    const id = randomUUID();
    const expiresAt = new Date(Date.now() + 3_600_000);
    await test.instance.database.prisma.session.create({ data: { id, userId, token: id, expiresAt, userAgent } });
    return id;
  };

  it('is listed without what a session is entered with, this one first, and ended one by one or all others at once', async () => {
    const userId = owner.actor.id;
    const here = await session(userId, 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0');
    const [phone] = [await session(userId, 'Mozilla/5.0 (iPhone) Safari/604.1'), await session(userId, 'curl/8')];
    const api = test.as({ ...owner.actor, sessionId: here });
    const listed = await api.session.list();
    expect(listed.map(({ device, isThis }) => [device, isThis])[0]).toEqual(['Firefox on Linux', true]);
    expect(Object.keys(listed[0] ?? {}).sort()).toEqual(['address', 'device', 'id', 'isThis', 'seenAt', 'signedInAt']);
    await api.session.end({ sessionId: phone });
    expect(await api.session.endOthers()).toEqual({ ended: 1 });
    expect((await api.session.list()).map(({ id }) => id)).toEqual([here]);
  });
});

describe('changes', () => {
  it('say who did what, newest first, and are found by name, person and kind', async () => {
    const { id: flowId } = await owner.api.flow.create({ workspaceId, name: 'Orders' });
    await owner.api.flow.rename({ flowId, name: 'New orders' });
    await owner.api.invitation.create({ workspaceId, email: 'Bo@example.com', role: 'viewer' });
    await owner.api.flow.delete({ flowId });
    const { items } = await owner.api.change.list({ workspaceId });
    expect(items.map(({ who, kind, subject, detail }) => [who, kind, subject, detail])).toEqual([
      ['Ada', 'flow.deleted', 'New orders', null],
      ['Ada', 'member.invited', 'bo@example.com', 'viewer'],
      ['Ada', 'flow.renamed', 'New orders', 'Orders'],
      ['Ada', 'flow.created', 'Orders', null],
    ]);
    const found = async (query: { search?: string; group?: 'people' | 'flows' }) =>
      (await owner.api.change.list({ workspaceId, ...query })).items.length;
    expect([await found({ search: 'BO@' }), await found({ search: 'ada' }), await found({ group: 'flows' })]).toEqual([
      1, 4, 3,
    ]);
  });

  it('are not written down for what was refused, not even as begun', async () => {
    const viewer = await join('viewer');
    const begun = vi.spyOn(test.app.changes, 'begin');
    await refusal(viewer.api.workspace.update({ workspaceId, name: 'Mine' }));
    expect(begun).not.toHaveBeenCalled();
    // Allowed, and refused for what it asks.
    await refusal(owner.api.connection.create({ workspaceId, connector: 'none', name: 'Acme', auth }));
    expect(begun).toHaveBeenCalledOnce();
    begun.mockRestore();
    expect(await test.instance.database.prisma.changeNote.count({ where: { workspaceId } })).toBe(0);
  });

  it('are not lost where the process ends between a change and its note', async () => {
    const { changeNote } = test.instance.database.prisma;
    const died = vi.spyOn(test.app.changes, 'end').mockRejectedValueOnce(new Error('gone'));
    await owner.api.invitation.create({ workspaceId, email: 'Bo@example.com', role: 'viewer' });
    died.mockRestore();
    test.errors.length = 0;
    // It may be under way still.
    expect((await owner.api.change.list({ workspaceId })).items).toEqual([]);
    await changeNote.updateMany({ where: { workspaceId }, data: { at: new Date(Date.now() - 600_000) } });
    const { items } = await owner.api.change.list({ workspaceId });
    expect(items).toMatchObject([{ who: 'Ada', kind: 'member.invited', subject: 'Bo@example.com', isUncertain: true }]);
  });

  it('are not made where they cannot be written down', async () => {
    const full = vi.spyOn(test.app.changes, 'begin').mockRejectedValueOnce(new Error('The disk is full.'));
    await expect(owner.api.workspace.update({ workspaceId, name: 'Mine' })).rejects.toThrow('The disk is full.');
    full.mockRestore();
    expect((await test.app.workspaces.listFor(owner.actor.id))[0]?.name).toBe("Ada's workspace");
  });

  it('are written down with a workspace that is made, and with somebody who joins', async () => {
    const { id } = await owner.api.workspace.create({ name: 'Shop' });
    const invited = await join('viewer');
    const api = await again(owner.actor);
    const { link } = await api.invitation.create({ workspaceId: id, email: invited.actor.email, role: 'viewer' });
    await invited.api.invitation.accept({ token: link.split('/').at(-1) ?? '' });
    const { items } = await api.change.list({ workspaceId: id });
    expect(items.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['member.joined', invited.actor.email],
      ['member.invited', invited.actor.email],
      ['workspace.created', 'Shop'],
    ]);
  });

  it('come page by page', async () => {
    for (const name of ['A', 'B', 'C']) await owner.api.flow.create({ workspaceId, name });
    const first = await owner.api.change.list({ workspaceId, limit: 2 });
    const cursor = first.nextCursor ?? '';
    const second = await owner.api.change.list({ workspaceId, limit: 2, cursor });
    expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual(['C', 'B', 'A']);
    expect(second.nextCursor).toBeNull();
  });
});
