import { t } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import type { TemplatePage } from './TemplateScreen.tsx';
import { tileOf } from './tilesOf.ts';

/** The steps one below the other on a cable, those of a loop indented, each with the way that leads to it. */
export function TemplateSteps({ steps }: Pick<TemplatePage, 'steps'>) {
  return (
    <ol className="step-list">
      {steps.map(({ id, name, title, tile, depth, when, follows }) => (
        <li key={id} data-depth={depth} data-follows={follows || undefined}>
          <Tile {...tileOf(tile)} size={36} />
          <span className="grow">
            <span className="step-line">
              <b>{name}</b>
              {when.map((way) => (
                <span key={way} className="tape">
                  <span className="sr-only">{t('if')} </span>
                  {way}
                </span>
              ))}
            </span>
            <span className="small dim">{tile.connector === 'core' ? title : `${tile.name} · ${title}`}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
