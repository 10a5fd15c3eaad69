import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../../texts/t.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useStepContext } from '../stepContext.ts';

export type RowCardProps = {
  /** What its buttons speak of: "Condition 2". */
  label: string;
  /** Stands at the left of the head; the label where there is nothing else. */
  head?: ReactNode;
  at: number;
  count: number;
  onMove(to: number): void;
  onRemove(): void;
  children: ReactNode;
};

/** One row of a list that a person fills: its head with what can be done with it, and its fields. */
export function RowCard({ label, head, at, count, onMove, onRemove, children }: RowCardProps) {
  const { isReadOnly } = useStepContext();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend could not hold the buttons
    <div className="row-card" role="group" aria-label={label}>
      <div className="row-head">
        <div className="grow">{head ?? <span className="title">{label}</span>}</div>
        {!isReadOnly && (
          <>
            {count > 1 && (
              <>
                <IconButton
                  small
                  data-move="up"
                  label={t('Move {label} up', { label })}
                  icon={<IconArrowUp size={15} stroke={1.75} aria-hidden />}
                  disabled={at === 0}
                  onClick={() => onMove(at - 1)}
                />
                <IconButton
                  small
                  data-move="down"
                  label={t('Move {label} down', { label })}
                  icon={<IconArrowDown size={15} stroke={1.75} aria-hidden />}
                  disabled={at === count - 1}
                  onClick={() => onMove(at + 1)}
                />
              </>
            )}
            <IconButton
              small
              label={t('Remove {label}', { label })}
              icon={<IconTrash size={15} stroke={1.75} aria-hidden />}
              onClick={onRemove}
            />
          </>
        )}
      </div>
      {children}
    </div>
  );
}
