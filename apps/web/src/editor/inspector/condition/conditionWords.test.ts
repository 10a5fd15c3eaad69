import { expect, it } from 'vitest';
import { conditionWords } from './conditionWords.ts';

const words = (source: string) => conditionWords({ kind: 'formula', source });

it('says a condition as a person would', () => {
  expect(words('order.body.total > 500')).toBe('Total is more than 500');
  expect(words('order.status == "active" && order.total >= 10')).toBe('Status is active and Total is at least 10');
  expect(words('order.gift == true && (order.total > 5 || order.note == "x")')).toBe(
    'Gift is yes and (Total is more than 5 or Note is x)',
  );
  expect(words('isOnOrBefore(order.due, "2026-11-23") && order.opens < "08:00"')).toBe(
    'Due is on or before 2026-11-23 and Opens is earlier than 08:00',
  );
  expect(words('upper(order.status) == "X"')).toBe('Status (upper case) is X');
});

it('does not show a formula that is no list of questions', () => {
  expect(words('size(order.lines.filter(l, l.price > 3)) > 2')).toBe('By a formula');
});
