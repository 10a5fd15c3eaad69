import { expect, it } from 'vitest';
import { missingScopes } from './missingScopes.ts';

it.each([
  [['chat:write'], ['chat:write', 'users:read'], []],
  [['chat:write', 'users:read', 'chat:write'], ['users:read'], ['chat:write']],
  [['Mail.Send'], ['https://graph.microsoft.com/mail.send'], []],
  [['https://mail.google.com/'], ['https://mail.google.com'], []],
  [
    ['https://www.googleapis.com/auth/drive'],
    ['https://www.googleapis.com/auth/drive.file'],
    ['https://www.googleapis.com/auth/drive'],
  ],
  [[], [], []],
])('of %j, with %j given, %j is missing', (wanted, given, missing) => {
  expect(missingScopes(wanted, given)).toEqual(missing);
});

it('counts what a given permission holds as given', () => {
  const ways = [{ kind: 'oauth2', scopes: [], scopeHolds: { 'Mail.ReadWrite': ['Mail.Read'] } }] as const;
  const given = ['https://graph.microsoft.com/Mail.ReadWrite'];
  expect(missingScopes(['Mail.Read', 'Mail.Send'], given, ways)).toEqual(['Mail.Send']);
  expect(missingScopes(['Mail.ReadWrite'], ['Mail.Read'], ways)).toEqual(['Mail.ReadWrite']);
});
