import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { currentToasts } from '../../../ui/toastStore.ts';
import { pastedInto, sayLeftOut } from './pastedText.ts';

it('takes as much of a pasted text as the editor has room for, and says how much was left out', () => {
  const state = EditorState.create({ doc: 'Dear Ann', selection: { anchor: 5, head: 8 } });
  expect(pastedInto(state, 'Bob\u0000', 10)).toBe('Bob');
  expect(currentToasts()).toEqual([]);
  expect(pastedInto(state, 'Bob and Eve', 10)).toBe('Bob a');
  expect(currentToasts()).toMatchObject([
    { text: 'This field takes up to 10 characters. 6 characters at the end of what you pasted were left out.' },
  ]);
});

it('says that a picture does not go into a text', () => {
  sayLeftOut(null, { text: '', hasFiles: true });
  expect(currentToasts().at(-1)).toMatchObject({ text: 'Pictures and files cannot be pasted into a text.' });
});
