import type { ConnectorRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { categories } from './categories.ts';
import type { ConnectorFilters } from './connectorFilters.ts';

/** The gallery's categories that have something in them, with how many; and the workspace's own APIs. */
export function CategoryList({
  connectors,
  filters,
  onChange,
}: {
  connectors: readonly ConnectorRow[];
  filters: ConnectorFilters;
  onChange: (part: ConnectorFilters) => void;
}) {
  const own = connectors.filter((connector) => connector.source === 'imported').length;
  const countOf = (category: string) => connectors.filter((connector) => connector.category === category).length;
  const everything = !filters.category && !filters.source;
  return (
    <ul className="categories" aria-label={t('Categories')}>
      <CategoryButton
        label={t('Everything')}
        count={connectors.length}
        on={everything}
        onChoose={() => onChange({ category: undefined, source: undefined })}
      />
      {categories.map(({ value, label }) => {
        const count = countOf(value);
        if (count === 0) return null;
        const choose = () => onChange({ category: value, source: undefined });
        return (
          <CategoryButton key={value} label={label} count={count} on={filters.category === value} onChoose={choose} />
        );
      })}
      <CategoryButton
        label={t('Your APIs')}
        count={own}
        on={filters.source === 'imported'}
        onChoose={() => onChange({ source: 'imported', category: undefined })}
      />
    </ul>
  );
}

type CategoryButtonProps = { label: string; count: number; on: boolean; onChoose: () => void };

/** One category with how many are in it. */
export function CategoryButton({ label, count, on, onChoose }: CategoryButtonProps) {
  return (
    <li>
      <button type="button" aria-pressed={on} onClick={onChoose}>
        <span className="grow">{label}</span>
        <span className="dim">{count}</span>
      </button>
    </li>
  );
}
