import { Tooltip } from '@mantine/core';
import { IconKeyboard, IconListTree, IconNote, IconPlus, IconSearch } from '@tabler/icons-react';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { UndoRedo } from '../topbar/UndoRedo.tsx';
import { useSession } from '../useEditor.ts';
import { useIsNarrow } from '../useIsNarrow.ts';
import { setDragged } from './dragged.ts';
import { hitKey, type OperationHit } from './operationHit.ts';
import { recentOperations } from './recent.ts';
import { useOperations } from './useOperations.ts';
import './palette.css';
import { t } from '../../texts/t.ts';

const LOGIC = ['core/branch', 'core/forEach', 'core/setFields', 'core/http', 'core/respond'];
const MOST_RECENT = 4;

export type RailProps = {
  onAdd(): void;
  onFind(): void;
  onNote(): void;
  onOutline(): void;
  onShortcuts(): void;
  onPut(hit: OperationHit): void;
};

/** The rail at the left: add, find, and what is used most. A click puts a step after the selected one; dragging places it. */
export function Rail({ onAdd, onFind, onNote, onOutline, onShortcuts, onPut }: RailProps) {
  const { workspaceId, role } = useSession();
  const all = useOperations();
  const byKey = new Map(all.map((hit) => [hitKey(hit), hit]));
  const logic = LOGIC.flatMap((key) => byKey.get(key) ?? []);
  const recent = recentOperations(workspaceId)
    .filter((key) => !LOGIC.includes(key))
    .flatMap((key) => byKey.get(key) ?? [])
    .filter(
      ({ connector }, at, hits) => connector === 'core' || hits.findIndex((hit) => hit.connector === connector) === at,
    )
    .slice(0, MOST_RECENT);
  const mayEdit = role !== 'viewer';
  const isPhone = useIsNarrow();
  return (
    <nav className="rail" aria-label={t('Add and find')}>
      {mayEdit && (
        <RailButton label={t('Add a step (A)')} className="add" onClick={onAdd}>
          <IconPlus size={20} stroke={1.6} aria-hidden />
        </RailButton>
      )}
      <RailButton label={t('Find in this flow (Ctrl K)')} onClick={onFind}>
        <IconSearch size={20} stroke={1.6} aria-hidden />
      </RailButton>
      {mayEdit && !isPhone && <Tiles caption={t('Recent')} hits={recent} onPut={onPut} />}
      {mayEdit && !isPhone && <Tiles caption={t('Logic')} hits={logic} onPut={onPut} />}
      {mayEdit && isPhone && <UndoRedo className="history" />}
      {!isPhone && <span className="grow" />}
      {mayEdit && (
        <RailButton label={t('Add a note')} onClick={onNote}>
          <IconNote size={20} stroke={1.6} aria-hidden />
        </RailButton>
      )}
      <RailButton label={t('Outline view')} onClick={onOutline}>
        <IconListTree size={20} stroke={1.6} aria-hidden />
      </RailButton>
      {!isPhone && (
        <RailButton label={t('Keyboard shortcuts (?)')} className="shortcuts-key" onClick={onShortcuts}>
          <IconKeyboard size={20} stroke={1.6} aria-hidden />
        </RailButton>
      )}
    </nav>
  );
}

function Tiles({
  caption,
  hits,
  onPut,
}: {
  caption: string;
  hits: readonly OperationHit[];
  onPut(hit: OperationHit): void;
}) {
  if (hits.length === 0) return null;
  return (
    <>
      <hr />
      <span className="caption">{caption}</span>
      {hits.map((hit) => (
        <Tooltip
          key={hitKey(hit)}
          label={hit.connector === 'core' ? hit.title : `${hit.connectorName}: ${hit.title}`}
          position="right"
        >
          <button
            type="button"
            draggable
            aria-label={hit.title}
            onDragStart={(event) => setDragged(hit, event.dataTransfer)}
            onClick={() => onPut(hit)}
          >
            <Tile name={hit.connectorName} category={hit.category} icon={tileIcon(hit)} mark={hit.icon} size={28} />
          </button>
        </Tooltip>
      ))}
    </>
  );
}

type RailButtonProps = { label: string; className?: string; onClick(): void; children: React.ReactNode };

function RailButton({ label, className, onClick, children }: RailButtonProps) {
  return (
    <Tooltip label={label} position="right">
      <button type="button" className={className} aria-label={label} onClick={onClick}>
        {children}
      </button>
    </Tooltip>
  );
}
