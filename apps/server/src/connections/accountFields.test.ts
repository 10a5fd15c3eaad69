import type { AccountField } from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { readAccountFields } from './accountFields.ts';

const fields: AccountField[] = [
  { name: 'host', title: 'Server' },
  { name: 'port', title: 'Port', default: '587' },
  {
    name: 'security',
    title: 'Security',
    default: 'tls',
    choices: [
      { value: 'tls', label: 'TLS' },
      { value: 'none', label: 'None' },
    ],
  },
  { name: 'password', title: 'Password', isSecret: true, isOptional: true },
];

function refused(typed: Record<string, string>) {
  try {
    return readAccountFields(fields, typed);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details };
    throw error;
  }
}

describe('the fields of an account', () => {
  it('have their defaults where nothing was typed, and optional ones are left out', () => {
    expect(readAccountFields(fields, { host: 'mail.example', port: ' ' })).toEqual({
      host: 'mail.example',
      port: '587',
      security: 'tls',
    });
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['what is missing', {}, { host: 'Server is missing.' }],
    ['what is not a choice', { host: 'h', security: 'canary' }, { security: 'Security has to be one of: TLS, None.' }],
    [
      'what is too long',
      { host: 'h', password: 'p'.repeat(10_001) },
      { password: 'Password is longer than 10000 characters.' },
    ],
    ['what there is no field for', { host: 'h', __proto: 'x' }, { __proto: 'There is no field called __proto.' }],
  ])('are refused with %s, in words and without the value', (_what, typed, details) => {
    const [first] = Object.values(details);
    const answer = refused(typed);
    expect(answer).toEqual({ code: 'connection_fields_unfit', details, message: expect.stringContaining(first ?? '') });
    expect(JSON.stringify(answer)).not.toContain('canary');
  });
});
