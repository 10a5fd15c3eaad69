import { type Failure, OperationError } from '@patchbay/connector';
import { messageOf, say } from '@patchbay/words';
import { expect, it } from 'vitest';
import { HiddenSecrets } from './HiddenSecrets.ts';

const secret = 'sk-live-0123456789';

function hidden(words: string): unknown {
  const used = new HiddenSecrets();
  used.use({ name: 'Shop', auth: { kind: 'bearer' }, secret: { token: secret }, hosts: ['shop.example'] });
  const failure: Failure = { code: 'refused', ...messageOf(say('It said: "{words}".', { words })), retry: 'never' };
  const error = used.inError(new OperationError(failure));
  return error instanceof OperationError ? error.failure : error;
}

it('takes a secret out of a failure, and out of what its message is made of', () => {
  const failure = hidden(`${secret} is no token`);
  expect(failure).toMatchObject({ code: 'refused', message: expect.stringContaining('is no token') });
  expect(JSON.stringify(failure)).not.toContain(secret);
});

it('leaves a failure that holds none as it is, for other languages too', () => {
  expect(hidden('Unknown order')).toMatchObject({
    message: 'It said: "Unknown order".',
    said: { text: 'It said: "{words}".', values: { words: 'Unknown order' } },
  });
});
