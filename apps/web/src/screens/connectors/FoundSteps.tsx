import { useMayEdit } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import type { OperationHit } from './useGallery.ts';
import { useStartFlow } from './useStartFlow.ts';

const MOST = 8;

/** The steps that do what was searched, each with a way to use it at once. */
export function FoundSteps({ hits }: { hits: readonly OperationHit[] }) {
  const start = useStartFlow();
  const mayEdit = useMayEdit();
  if (hits.length === 0) return null;
  return (
    <section aria-label={t('Steps that do it')}>
      <h2 className="section-title">{t('Steps that do it')}</h2>
      <ul className="card found-steps">
        {hits.slice(0, MOST).map((hit) => (
          <li key={`${hit.connector}/${hit.operation}`} className="found-step">
            <Tile name={hit.connectorName} category={hit.category} icon={tileIcon(hit)} mark={hit.icon} size={28} />
            <span className="grow">
              <b className="cut">{hit.title}</b>
              <span className="small dim cut" title={hit.description}>
                {hit.connectorName}
                {hit.description && ` · ${hit.description}`}
              </span>
            </span>
            {mayEdit && (
              <Button
                small
                busy={start.busy}
                aria-label={t('Use in a new flow: {title}, {connectorName}', {
                  title: hit.title,
                  connectorName: hit.connectorName,
                })}
                onClick={() => void start.withStep(hit)}
              >
                {t('Use in a new flow')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
