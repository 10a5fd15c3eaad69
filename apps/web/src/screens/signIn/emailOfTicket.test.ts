import { expect, it } from 'vitest';
import { emailOfTicket } from './emailOfTicket.ts';

it('reads the address, whatever letters it has', () => {
  const ticket = `${Buffer.from('zoë@example.com').toString('base64url')}.lx0.signature`;
  expect(emailOfTicket(ticket)).toBe('zoë@example.com');
});

it.each(['', '???', 'aGVsbG8.1.2'])('gives nothing for %j', (ticket) => {
  expect(emailOfTicket(ticket)).toBe('');
});
