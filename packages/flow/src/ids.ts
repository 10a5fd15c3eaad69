import { EdgeId, NoteId, StepId } from './document.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LONGEST_SLUG = 40;

/** Numbers from 0 up to, not including, 1. Passed in, so that tests are repeatable. */
export type Random = () => number;

/**
 * A new step's id, such as `getCustomer_k3f9x2`. The readable half comes from `slugOf`; the other half is drawn from two
 * thousand million, so that two tabs that add the same step at the same time get two ids without asking each other.
 */
export function newStepId(slug: string, random: Random): StepId {
  return StepId.parse(`${slugOf(slug)}_${letters(6, random)}`);
}

export function newEdgeId(random: Random): EdgeId {
  return EdgeId.parse(`edge_${letters(10, random)}`);
}

export function newNoteId(random: Random): NoteId {
  return NoteId.parse(`note_${letters(10, random)}`);
}

/** A name as the start of an identifier: "Get customer's e-mail" becomes `getCustomersEMail`, at most 40 characters. */
export function slugOf(name: string): string {
  const words = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const slug = words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join('');
  const started = /^[A-Za-z]/.test(slug) ? slug : `step${slug}`;
  return started.slice(0, LONGEST_SLUG);
}

function letters(count: number, random: Random): string {
  return Array.from({ length: count }, () => LETTERS[Math.floor(random() * LETTERS.length)] ?? 'a').join('');
}

function lowerFirst(word: string): string {
  return word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
