import type { Json } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import { listFrom, newQuestion, questionsFrom, withLabel } from './questions.ts';

const ask = (name: string, label: string) => ({ ...newQuestion([]), name, label });

describe('questions', () => {
  it('are read and kept without loss, and only with what says something', () => {
    const kept: Json = [
      { name: 'a', label: 'A', kind: 'text', required: true },
      { name: 'b', label: 'B', kind: 'choice', help: 'One of them', choices: ['x', 'y'] },
    ];
    expect(listFrom(questionsFrom(kept))).toEqual(kept);
    expect(questionsFrom(['?', null, { kind: 'laser' }])).toEqual([
      { name: '', label: '', kind: 'text', required: false, help: '', choices: '' },
    ]);
  });

  it('are named in the data as they are worded, each differently', () => {
    const first = ask('yourName', 'Your name');
    expect(withLabel(ask('x', ''), 'Your name', { others: [first], isUsed: false }).name).toBe('yourName2');
    expect(withLabel(ask('x', ''), 'E-mail', { others: [first], isUsed: false }).name).toBe('eMail');
    expect(withLabel(ask('x', ''), '你好', { others: [], isUsed: false }).name).toBe('question');
  });

  it('keep the name that later steps use', () => {
    expect(withLabel(ask('mail', 'Mail'), 'E-mail address', { others: [], isUsed: true })).toMatchObject({
      name: 'mail',
      label: 'E-mail address',
    });
  });

  it('change their kind with their words, until somebody chooses it or uses the answer', () => {
    const email = { ...ask('email', 'E-mail'), kind: 'email' as const };
    const reworded = (label: string, more = {}) => withLabel(email, label, { others: [], isUsed: false, ...more }).kind;
    expect(reworded('Class')).toBe('text');
    expect(reworded('E-mail of a parent')).toBe('email');
    expect(reworded('Class', { isKindChosen: true })).toBe('email');
    expect(reworded('Class', { isUsed: true })).toBe('email');
  });

  it.each([
    ['E-mail', 'email'],
    ['your email address', 'email'],
    ['E-mail received?', 'text'],
    ['Which e-mail was it', 'text'],
    ['Name', 'text'],
  ])('are of the likely kind when they are asked: %s, %s', (label, kind) => {
    expect(withLabel(ask('x', ''), label, { others: [], isUsed: false }).kind).toBe(kind);
  });

  it('keep a kind that their words did not give them', () => {
    const date = { ...ask('day', 'Day'), kind: 'date' as const };
    expect(withLabel(date, 'E-mail', { others: [], isUsed: false }).kind).toBe('date');
  });

  it('loses the choices of a kind that has none, and keeps an empty line while it is typed', () => {
    const choices = { ...ask('a', 'A'), kind: 'choice' as const, choices: 'x\n' };
    expect(listFrom([choices])).toEqual([{ name: 'a', label: 'A', kind: 'choice', choices: ['x', ''] }]);
    expect(listFrom([{ ...choices, kind: 'text' }])).toEqual([{ name: 'a', label: 'A', kind: 'text' }]);
  });
});
