import type { Mapping } from '@patchbay/expression';
import { opensInto, typedByHand } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';

/** One way out of a step: its id, which wires hold on to, the name it goes by, and the item of the list that makes it. */
export type Case = { id: string; label: string; mapping: Mapping };

/**
 * The ways that a list's items make. One without an id of its own gets the name its way out has now, so that its wires stay
 * when others are moved or removed.
 */
export function casesFrom(
  items: readonly Mapping[],
  outletOf: (item: unknown, index: number) => string,
): readonly Case[] {
  return items.map((item, index) => {
    const opened = opensInto(item);
    const fields = opened?.kind === 'object' ? opened.fields : {};
    const typed = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, typedByHand(field)]));
    const id = outletOf(typed, index);
    const label = [typed.label, typed.is].find((text) => text !== undefined && text !== null && text !== '');
    return {
      id,
      label: typeof label === 'object' || label === undefined ? t('Way {value}', { value: index + 1 }) : String(label),
      mapping: { kind: 'object', fields: { ...fields, id: { kind: 'literal', value: id } } },
    };
  });
}

/** A new way, with an id that no other has. */
export function newCase(cases: readonly Case[]): Case {
  const taken = new Set(cases.map(({ id }) => id));
  let count = cases.length + 1;
  while (taken.has(`case${count}`)) count += 1;
  const id = `case${count}`;
  return { id, label: '', mapping: { kind: 'object', fields: { id: { kind: 'literal', value: id } } } };
}
