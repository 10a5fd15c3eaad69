import { memo } from 'react';
import { t } from '../../texts/t.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { setDragged } from './dragged.ts';
import type { OperationHit } from './operationHit.ts';
import { lineOf } from './tableHits.ts';

export type OperationOptionProps = {
  hit: OperationHit;
  id: string;
  at: number;
  isActive: boolean;
  onPick(hit: OperationHit): void;
  onPoint(at: number): void;
};

/** One operation in the list: click adds it, dragging carries it to the canvas. */
export const OperationOption = memo(function OperationOption({
  hit,
  id,
  at,
  isActive,
  onPick,
  onPoint,
}: OperationOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: focus and keys stay in the search field, as in every combobox
    // biome-ignore lint/a11y/useFocusableInteractive: focus and keys stay in the search field, as in every combobox
    <div
      role="option"
      id={id}
      data-at={at}
      aria-selected={isActive}
      className="quick-option"
      draggable
      onDragStart={(event) => setDragged(hit, event.dataTransfer)}
      onClick={() => onPick(hit)}
      onMouseMove={() => !isActive && onPoint(at)}
    >
      <Tile name={hit.connectorName} category={hit.category} icon={tileIcon(hit)} mark={hit.icon} size={28} />
      <span className="grow">
        <b className="cut">{lineOf(hit)}</b>
        <span className="cut small dim">
          {tileIcon(hit) === undefined ? `${hit.connectorName} · ${wordsFor(hit)}` : hit.description}
        </span>
      </span>
      {isActive && <Kbd>{t('Enter')}</Kbd>}
    </div>
  );
});

const EFFECTS: Record<OperationHit['effect'], string> = {
  none: t('changes nothing outside'),
  read: t('reads'),
  create: t('adds a record'),
  update: t('changes a record'),
  delete: t('deletes a record'),
  send: t('sends'),
};

function wordsFor({ effect, description }: OperationHit): string {
  return description ?? EFFECTS[effect];
}
