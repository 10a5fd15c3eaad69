import { IconChevronRight } from '@tabler/icons-react';
import { tn } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import type { AppEntry } from './rank.ts';

export type AppOptionProps = {
  app: AppEntry;
  id: string;
  at: number;
  isActive: boolean;
  onPick(app: AppEntry): void;
  onPoint(at: number): void;
};

/** An app in the list: a press narrows the list to its steps. */
export function AppOption({ app, id, at, isActive, onPick, onPoint }: AppOptionProps) {
  const { name, category, icon, operationCount } = app;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: focus and keys stay in the search field, as in every combobox
    // biome-ignore lint/a11y/useFocusableInteractive: focus and keys stay in the search field, as in every combobox
    <div
      role="option"
      id={id}
      data-at={at}
      aria-selected={isActive}
      className="quick-option app"
      onClick={() => onPick(app)}
      onMouseMove={() => !isActive && onPoint(at)}
    >
      <Tile name={name} category={category} mark={icon} size={28} />
      <b className="grow cut">{name}</b>
      <span className="small dim">{tn(operationCount, '1 step', '{count} steps')}</span>
      <IconChevronRight size={14} stroke={1.75} aria-hidden />
    </div>
  );
}
