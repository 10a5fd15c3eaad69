import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Loaded } from '../../app/Loaded.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { CategoryButton } from '../connectors/CategoryList.tsx';
import { GalleryTabs } from '../connectors/GalleryTabs.tsx';
import '../connectors/connectors.css';
import { t, tn } from '../../texts/t.ts';
import { TemplateCards } from './TemplateCards.tsx';
import type { TemplateFilters } from './templateFilters.ts';
import { type TemplateRow, useTemplates } from './useTemplates.ts';

/** Flows to begin with, by app and by what they are for. */
export function TemplatesScreen() {
  const filters = useSearch({ from: '/signedIn/framed/templates' });
  const navigate = useNavigate({ from: '/templates' });
  const found = useTemplates(filters.q);
  const change = (part: TemplateFilters) => navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <>
      <PageHeader title={t('What do you want to get done?')} />
      <GalleryTabs />
      <div className="gallery-top" data-alone>
        <SearchInput
          label={t('Search templates by app, or say what should happen')}
          large
          slash
          value={filters.q ?? ''}
          onSearch={(q) => change({ q: q || undefined })}
        />
      </div>
      <Loaded query={found} failed={t('The templates could not be loaded.')}>
        {({ items, purposes }) => (
          <div className="gallery">
            <Purposes items={items} purposes={purposes} filters={filters} onChange={change} />
            <div className="grow">
              <Shown items={narrowed(items, filters)} filters={filters} onChange={change} />
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}

type PurposesProps = {
  items: readonly TemplateRow[];
  purposes: readonly { value: string; label: string }[];
  filters: TemplateFilters;
  onChange(part: TemplateFilters): void;
};

function Purposes({ items, purposes, filters, onChange }: PurposesProps) {
  return (
    <ul className="categories" aria-label={t('What it is for')}>
      <CategoryButton
        label={t('Everything')}
        count={items.length}
        on={!filters.purpose}
        onChoose={() => onChange({ purpose: undefined })}
      />
      {purposes.map(({ value, label }) => {
        const count = narrowed(items, { purpose: value }).length;
        // The one that is chosen stays, so that it can be seen why nothing is shown.
        if (count === 0 && filters.purpose !== value) return null;
        return (
          <CategoryButton
            key={value}
            label={label}
            count={count}
            on={filters.purpose === value}
            onChoose={() => onChange({ purpose: value })}
          />
        );
      })}
    </ul>
  );
}

function narrowed(items: readonly TemplateRow[], { purpose }: TemplateFilters): readonly TemplateRow[] {
  return purpose === undefined ? items : items.filter(({ purposes }) => purposes.some((value) => value === purpose));
}

function Shown({ items, filters, onChange }: Omit<PurposesProps, 'purposes'>) {
  return (
    <section aria-label={t('Templates')}>
      <p className="sr-only" role="status">
        {tn(items.length, '1 template', '{count} templates')}
      </p>
      {items.length > 0 ? <TemplateCards templates={items} /> : <NothingFound filters={filters} onChange={onChange} />}
    </section>
  );
}

function NothingFound({ filters, onChange }: Pick<PurposesProps, 'filters' | 'onChange'>) {
  return (
    <div className="card">
      <EmptyState
        title={filters.q ? t('No template for “{q}” yet', { q: filters.q }) : t('No template of this kind yet')}
        actions={
          <>
            <Button onClick={() => onChange({ q: undefined, purpose: undefined })}>{t('Show all templates')}</Button>
            <Link to="/connectors" search={{ q: filters.q }} className={buttonClass({ look: 'quiet' })}>
              {t('Look for a step that does it')}
            </Link>
          </>
        }
      >
        {t('Try the name of one app alone, such as Slack, or what it is for, such as refund.')}
      </EmptyState>
    </div>
  );
}
