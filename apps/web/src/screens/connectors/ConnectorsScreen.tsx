import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ConnectorRow } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { TemplateSection } from '../templates/TemplateCards.tsx';
import { AddApiDialog } from './AddApiDialog.tsx';
import { CategoryList } from './CategoryList.tsx';
import { ConnectorGrid } from './ConnectorGrid.tsx';
import type { ConnectorFilters } from './connectorFilters.ts';
import { FoundSteps } from './FoundSteps.tsx';
import { GalleryTabs } from './GalleryTabs.tsx';
import { gallerySections } from './gallerySections.ts';
import { narrowConnectors } from './narrowConnectors.ts';
import { PasteLink } from './PasteLink.tsx';
import { useGallery } from './useGallery.ts';
import './connectors.css';
import { t, tn } from '../../texts/t.ts';

/** The gallery: what flows can be built with, and the way to add an API of one's own. */
export function ConnectorsScreen() {
  const filters = useSearch({ from: '/signedIn/framed/connectors' });
  const navigate = useNavigate({ from: '/connectors' });
  const mayEdit = useMayEdit();
  const gallery = useGallery(filters.q ?? '');
  const { connectors } = gallery;
  const change = (part: ConnectorFilters) => navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const addButton = (
    <Button icon={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => change({ add: true })}>
      {t('Add an API')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('What do you want to connect?')} actions={mayEdit && addButton} />
      <GalleryTabs />
      <div className="gallery-top">
        <SearchInput
          label={connectors.data ? searchLabel(connectors.data.length) : t('Search connectors')}
          large
          slash
          value={filters.q ?? ''}
          onSearch={(q) => change({ q: q || undefined })}
        />
        {mayEdit && <PasteLink />}
      </div>
      <Loaded query={connectors} failed={t('The connectors could not be loaded.')}>
        {(all) => (
          <div className="gallery">
            <CategoryList connectors={all} filters={filters} onChange={change} />
            <div className="grow">
              <Shown all={all} gallery={gallery} filters={filters} onChange={change} />
            </div>
          </div>
        )}
      </Loaded>
      <AddApiDialog opened={mayEdit && Boolean(filters.add)} onClose={() => change({ add: undefined })} />
    </>
  );
}

type ShownProps = {
  all: readonly ConnectorRow[];
  gallery: ReturnType<typeof useGallery>;
  filters: ConnectorFilters;
  onChange(part: ConnectorFilters): void;
};

const TEMPLATES_SHOWN = 3;

function Shown({ all, gallery, filters, onChange }: ShownProps) {
  const { connected, templates, hits, isSearching } = gallery;
  const found = [...new Set(hits.map(({ connector }) => connector))];
  const connectors = narrowConnectors(all, filters, { found, connected });
  const isWhole = !filters.q && !filters.category && !filters.source && !filters.only;
  return (
    <>
      {!filters.category && !filters.source && !filters.only && (
        <TemplateSection
          title={isWhole ? t('Templates people start with') : t('Templates for it')}
          templates={templates?.slice(0, TEMPLATES_SHOWN)}
          all={
            templates && (
              <Link to="/templates" search={{ q: filters.q }}>
                {t('All {count}', { count: templates.length })}
              </Link>
            )
          }
        />
      )}
      <Traits filters={filters} onChange={onChange} />
      {connectors.length === 0 && hits.length === 0 ? (
        !isSearching && <NothingFound filters={filters} onChange={onChange} />
      ) : filters.q ? (
        <>
          {connectors.length > 0 && <ConnectorGrid connectors={connectors} connected={connected} />}
          <FoundSteps hits={hits.filter((hit) => connectors.some(({ id }) => id === hit.connector))} />
        </>
      ) : (
        gallerySections(connectors, connected).map((section) => (
          <section key={section.title} aria-label={section.title}>
            <h2 className="section-title">
              {section.title} {section.note && <span className="small dim">{section.note}</span>}
            </h2>
            <ConnectorGrid connectors={section.connectors} connected={connected} />
          </section>
        ))
      )}
    </>
  );
}

const traits = [
  { only: undefined, label: t('All') },
  { only: 'connected', label: t('Connected') },
  { only: 'starts', label: t('Starts a flow') },
] as const;

function Traits({ filters, onChange }: Pick<ShownProps, 'filters' | 'onChange'>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would want a legend on the screen
    <div className="chips traits" role="group" aria-label={t('Which connectors')}>
      {traits.map(({ only, label }) => (
        <button
          key={label}
          type="button"
          className="chip"
          aria-pressed={filters.only === only}
          onClick={() => onChange({ only })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function NothingFound({ filters, onChange }: Pick<ShownProps, 'filters' | 'onChange'>) {
  const mayEdit = useMayEdit();
  const showAll = () => onChange({ q: undefined, category: undefined, source: undefined, only: undefined });
  return (
    <div className="card">
      <EmptyState
        title={filters.q ? t('Nothing does “{q}” yet', { q: filters.q }) : t('No connector of this kind yet')}
        actions={
          <>
            {mayEdit && <Button onClick={() => onChange({ add: true })}>{t('Add its API')}</Button>}
            <Button look="quiet" onClick={showAll}>
              {t('Show all')}
            </Button>
          </>
        }
      >
        {t('Every API with an OpenAPI description can be added by its link.')}
      </EmptyState>
    </div>
  );
}

function searchLabel(count: number): string {
  return tn(count, 'Search 1 connector', 'Search {count} connectors, or say what it should do');
}
