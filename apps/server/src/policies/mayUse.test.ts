import { describe, expect, it } from 'vitest';
import { mayUse } from './mayUse.ts';

describe('the right to use an account', () => {
  it('is everybody’s where it is shared with the workspace, whoever published the flow', () => {
    expect(mayUse({ createdBy: 'ann', sharedWith: 'workspace' }, 'ben')).toBe(true);
    expect(mayUse({ createdBy: null, sharedWith: 'workspace' }, null)).toBe(true);
  });

  it('is else that of whoever connected it, and of those it is shared with', () => {
    const account = { createdBy: 'ann', sharedWith: ['ben'] };
    expect(['ann', 'ben', 'cid', null].map((user) => mayUse(account, user))).toEqual([true, true, false, false]);
  });

  it('is nobody’s where whoever connected it is not known and it is shared with nobody', () => {
    expect(mayUse({ createdBy: null, sharedWith: [] }, null)).toBe(false);
  });
});
