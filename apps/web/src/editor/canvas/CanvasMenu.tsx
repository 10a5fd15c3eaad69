import { IconBoxMultiple, IconCopy, IconFold, IconPlugConnected, IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { t } from '../../texts/t.ts';
import { Menu, MenuDivider, MenuItem } from '../../ui/Menu.tsx';
import { useEditor } from '../useEditor.ts';
import type { AskedMenu } from './useCanvasMenu.ts';
import type { KeyDeeds } from './canvasKeys.ts';

export type CanvasMenuProps = {
  asked: AskedMenu;
  deeds: Pick<KeyDeeds, 'addAfter' | 'connectFrom' | 'duplicate' | 'fold' | 'remove'>;
  onMoveOut(): void;
};

const size = 15;

/** What can be done with the steps under the hand: by the right button, by a long press, by the menu key. */
export function CanvasMenu({ asked, deeds, onMoveOut }: CanvasMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const { at, step } = asked;
  const isOne = useEditor(({ selection }) => selection.steps.size === 1);
  const mayFold = useEditor(({ flow }) =>
    Object.values(flow.steps).some(
      ({ parent }) => parent === step || (parent !== undefined && flow.steps[step]?.parent === parent),
    ),
  );
  useEffect(() => {
    const button = anchor.current?.querySelector('button');
    if (button?.popoverTargetElement instanceof HTMLElement) button.popoverTargetElement.showPopover();
  }, []);
  return (
    <span ref={anchor} className="menu-anchor" style={{ left: at.x, top: at.y }}>
      <Menu align="start" trigger={<button type="button" tabIndex={-1} aria-label={t('What can be done here')} />}>
        {isOne && (
          <>
            <MenuItem icon={<IconPlus size={size} stroke={1.75} aria-hidden />} onSelect={() => deeds.addAfter(step)}>
              {t('Add a step after this one')}
            </MenuItem>
            <MenuItem
              icon={<IconPlugConnected size={size} stroke={1.75} aria-hidden />}
              onSelect={() => deeds.connectFrom(step)}
            >
              {t('Connect to another step')}
            </MenuItem>
          </>
        )}
        {isOne && mayFold && (
          <MenuItem icon={<IconFold size={size} stroke={1.75} aria-hidden />} onSelect={() => deeds.fold(step)}>
            {t('Fold or unfold its frame')}
          </MenuItem>
        )}
        <MenuItem icon={<IconCopy size={size} stroke={1.75} aria-hidden />} onSelect={deeds.duplicate}>
          {t('Duplicate')}
        </MenuItem>
        <MenuItem icon={<IconBoxMultiple size={size} stroke={1.75} aria-hidden />} onSelect={onMoveOut}>
          {t('Move into a flow of its own')}
        </MenuItem>
        <MenuDivider />
        <MenuItem danger icon={<IconTrash size={size} stroke={1.75} aria-hidden />} onSelect={deeds.remove}>
          {t('Delete')}
        </MenuItem>
      </Menu>
    </span>
  );
}
