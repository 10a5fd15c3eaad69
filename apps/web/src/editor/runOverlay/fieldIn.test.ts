import { assert, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldIn } from './fieldIn.ts';

const said = (message: string, raw?: string) => ({
  code: 'refused',
  message,
  retry: 'never' as const,
  ...(raw !== undefined && { raw }),
});
const sent = { method: 'POST', body: { to: 'ann@example,com', subject: 'Hello', customer: { email: 'x' } } };

describe('the field that an API complains of', () => {
  it('is the one it names', () => {
    expect(fieldIn(said('The API did not accept the request. It said: "invalid `to`".'), sent)).toEqual({
      path: ['body', 'to'],
      value: 'ann@example,com',
    });
    expect(fieldIn(said('Refused.', '{"error":{"param":"customer.email"}}'), sent)?.path).toEqual([
      'body',
      'customer',
      'email',
    ]);
    expect(fieldIn(said('It said: x. subject: is too long'), sent)?.path).toEqual(['body', 'subject']);
  });

  it('is none where it names none, or several', () => {
    expect(fieldIn(said('Something went wrong.', '{"to": 1}'), sent)).toBeUndefined();
    expect(fieldIn(said('"to" or "subject" is wrong'), sent)).toBeUndefined();
    expect(fieldIn(said('"to"'), undefined)).toBeUndefined();
  });

  it('ends for whatever was sent and said', () => {
    assert(
      property(jsonValue(), string(), (input, words) => {
        const field = fieldIn(said(words, words), input);
        expect(field?.path.length ?? 1).toBeGreaterThan(0);
      }),
    );
  });
});
