import { IconArrowsMaximize, IconFold } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { t } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { useCanvas } from './canvasContext.ts';
import type { StepView } from './toCanvas.ts';

/** Under the name of a folded frame: what became of its items, else whose steps stand in it and how many. */
export function FoldedLine({ view: { folded, overlay, isOff } }: { view: StepView }) {
  if (folded === undefined) return null;
  const said = isOff ? t('Switched off') : overlay?.result;
  return (
    <div className="sub folded" title={said ?? folded.words}>
      {folded.tiles.map(({ key, connector, operation }) => (
        <Tile
          key={key}
          name={connector.name}
          category={connector.category}
          icon={tileIcon({ connector: connector.id, operation })}
          mark={connector.icon}
          size={20}
        />
      ))}
      <span className="cut">{said ?? folded.words}</span>
    </div>
  );
}

/** Folds a frame into one card, or shows its insides again. With the keyboard on it, F does the same. */
export function FoldButton({ view: { id, name, folded } }: { view: StepView }) {
  const { actions } = useCanvas();
  const isFolded = folded !== undefined;
  const Icon = isFolded ? IconArrowsMaximize : IconFold;
  const label = `${isFolded ? t('Unfold') : t('Fold')} ${name}`;
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    event.stopPropagation();
    actions.fold({ frame: id, folded: !isFolded });
  };
  return (
    <button
      type="button"
      className="fold nodrag nopan"
      aria-label={label}
      title={label}
      tabIndex={-1}
      onClick={onClick}
    >
      <Icon size={16} stroke={1.75} aria-hidden />
    </button>
  );
}
