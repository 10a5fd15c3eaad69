import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** What a process writes that logs `expression`. */
function logged(expression: string): string {
  const file = new URL('./log.ts', import.meta.url).href;
  const script = `import { createLog } from '${file}'; createLog({ logLevel: 'info' }).info(${expression});`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script]).stderr.toString();
}

it('hides secrets, wherever they stand in what is logged', () => {
  const secrets = `{ headers: { authorization: 'canary', cookie: 'canary' }, connection: { auth: { token: 'canary' } }, password: 'canary' }`;
  const line = logged(secrets);
  expect(line).toContain('[hidden]');
  expect(line).not.toContain('canary');
});

it('tells an error by its name, message, code and cause, and not by what else hangs on it', () => {
  const line = logged(
    `{ err: Object.assign(new Error('gone', { cause: new Error('underneath') }), { code: 'E1', client: { password: 'canary' } }) }`,
  );
  expect(JSON.parse(line).err).toMatchObject({
    name: 'Error',
    message: 'gone',
    code: 'E1',
    cause: { message: 'underneath' },
  });
  expect(line).not.toContain('canary');
});
