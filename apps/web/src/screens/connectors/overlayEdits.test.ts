import type { Overlay } from '@patchbay/connector';
import { expect, it } from 'vitest';
import {
  emptyPaging,
  keyName,
  pagingFields,
  signInKind,
  withOperation,
  withRefusal,
  withSignIn,
} from './overlayEdits.ts';

it.each(['described', 'none', 'bearer', 'basic', 'header', 'query'] as const)('keeps signing in by %s', (kind) => {
  const overlay = withSignIn({ name: 'Acme' }, kind, 'X-Key');
  expect(signInKind(overlay)).toBe(kind);
  expect(keyName(overlay)).toBe(kind === 'header' || kind === 'query' ? 'X-Key' : '');
  expect(overlay.name).toBe('Acme');
});

it('says of refusals only what was typed', () => {
  const overlay = withRefusal(withRefusal({}, { message: 'error.text' }), { at: 'error' });
  expect(overlay.defaults?.answer).toEqual({ message: 'error.text', refusedWhen: { at: 'error' } });
  expect(withRefusal(withRefusal(overlay, { message: '' }), { at: '' }).defaults).toEqual({});
});

it('forgets an operation of which nothing is said any more', () => {
  const overlay: Overlay = withOperation({}, 'list', { isHidden: true, title: 'List' });
  expect(overlay.operations).toEqual({ list: { isHidden: true, title: 'List' } });
  expect(withOperation(overlay, 'list', { isHidden: undefined, title: undefined }).operations).toEqual({});
});

it('asks each way for lists to go on what it needs', () => {
  const [list, next, parameter] = pagingFields(emptyPaging('cursor'));
  expect([list?.label, next?.label, parameter?.value]).toEqual([
    'Where the list stands',
    'Where the next page stands',
    'cursor',
  ]);
  expect(next?.put('meta.next')).toMatchObject({ style: 'cursor', next: 'meta.next' });
  expect(pagingFields(emptyPaging('link'))).toHaveLength(1);
});
