import type { Json } from '@patchbay/expression';
import { typedByHand } from '@patchbay/flow';
import { useId } from 'react';
import type { FormField } from '../form/fieldsOf.ts';
import { ObjectField } from '../form/ObjectField.tsx';
import { useStepContext } from '../stepContext.ts';
import './apps.css';
import { t } from '../../../texts/t.ts';

const USUAL = 100;
const MOST = 100_000;

/** How much of a long list a step takes: the first so many, or all of it. Parts that are plugged in have fields of their own. */
export function PagesField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const id = useId();
  const mapping = mappingAt(path);
  const value = mapping === undefined ? {} : typedByHand(mapping);
  if (value === undefined) return <ObjectField field={field} path={path} />;
  const { take, count } = readPages(value);
  const set = (next: { take: 'first' | 'all'; count: number }) =>
    setMapping(path, { kind: 'literal', value: next.take === 'all' ? { take: 'all' } : next });
  return (
    <fieldset className="pages-field" disabled={isReadOnly}>
      <legend>{field.title}</legend>
      <label>
        <input type="radio" name={id} checked={take === 'first'} onChange={() => set({ take: 'first', count })} />
        {t('The first')}
      </label>
      <input
        className="input pages-count"
        type="number"
        min={1}
        max={MOST}
        aria-label={t('How many at most')}
        disabled={take === 'all'}
        value={count}
        onChange={(event) => {
          const typed = Math.trunc(event.currentTarget.valueAsNumber);
          if (typed >= 1 && typed <= MOST) set({ take: 'first', count: typed });
        }}
      />
      <label>
        <input type="radio" name={id} checked={take === 'all'} onChange={() => set({ take: 'all', count })} />
        {t('All there are')}
      </label>
    </fieldset>
  );
}

function readPages(value: Json): { take: 'first' | 'all'; count: number } {
  const { take, count } = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { take: take === 'all' ? 'all' : 'first', count: typeof count === 'number' ? count : USUAL };
}
