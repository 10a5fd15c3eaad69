import { array, assert, constantFrom, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { type Actor, can, grant, mayAnswer, mayManage, permissions, roles } from './can.ts';

const actor = (memberships: Actor['memberships']): Actor => ({
  id: 'ada',
  name: 'Ada',
  email: 'ada@example.com',
  memberships,
});

describe('can', () => {
  it('gives every role all that the next lesser one has', () => {
    for (const permission of permissions) {
      const allowed = roles.map((role) => can(role, permission));
      expect(allowed).toEqual([...allowed].sort((a, b) => Number(b) - Number(a)));
    }
  });

  it('lets an owner do everything, and a viewer change nothing but answer what a step asks of them, and leave', () => {
    expect(permissions.every((permission) => can('owner', permission))).toBe(true);
    const ofViewers = permissions.filter((permission) => can('viewer', permission));
    expect(ofViewers.filter((name) => !name.endsWith('.read'))).toEqual(['workspace.leave', 'approval.answer']);
  });
});

describe('mayAnswer', () => {
  it('asks whoever may change the flow where the step names nobody', () => {
    const may = roles.filter((role) => mayAnswer({ role, email: 'ada@example.com' }, []));
    expect(may).toEqual(['owner', 'admin', 'builder']);
  });

  it('asks those whom the step names, whatever their role, and nobody else', () => {
    const approvers = ['Ada@Example.com', 'bob@example.com'];
    expect(mayAnswer({ role: 'viewer', email: 'ada@example.com' }, approvers)).toBe(true);
    expect(mayAnswer({ role: 'owner', email: 'eve@example.com' }, approvers)).toBe(false);
  });
});

describe('mayManage', () => {
  it('lets admins change everybody but owners, and those below nobody', () => {
    const table = roles.map((role) => roles.filter((other) => mayManage(role, other)));
    expect(table).toEqual([['owner', 'admin', 'builder', 'viewer'], ['admin', 'builder', 'viewer'], [], []]);
  });
});

describe('grant', () => {
  it('answers for a foreign record exactly as for one that is not there', () => {
    const ada = actor([{ workspaceId: 'acme', role: 'owner' }]);
    const refusals = ['globex', null].map((workspaceId) => thrown(() => grant(ada, 'flow.read', workspaceId)));
    expect(refusals.map((error) => [error.code, error.message, error.details])).toEqual([
      ['not_found', refusals[0]?.message, undefined],
      ['not_found', refusals[0]?.message, undefined],
    ]);
  });

  it('never gives access to a workspace the actor is no member of', () => {
    const workspace = constantFrom('a', 'b', 'c');
    const memberships = array(record({ workspaceId: workspace, role: constantFrom(...roles) }));
    assert(
      property(memberships, constantFrom(...permissions), constantFrom('a', 'b', 'c', 'd'), (all, permission, id) => {
        const member = all.find(({ workspaceId }) => workspaceId === id);
        const isGranted = member !== undefined && can(member.role, permission);
        expect(attempt(() => grant(actor(all), permission, id))).toEqual(
          isGranted ? { permission, workspaceId: id, userId: 'ada', role: member.role } : AppError,
        );
      }),
    );
  });
});

/** What it gives, or the kind of error it throws. */
function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof AppError ? AppError : error;
  }
}

function thrown(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('Nothing was refused.');
}
