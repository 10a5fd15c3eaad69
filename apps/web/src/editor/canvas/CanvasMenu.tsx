import type { StepId } from '@patchbay/flow';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconBoxAlignTop,
  IconBoxMultiple,
  IconBoxOff,
  IconCopy,
  IconFold,
  IconPencil,
  IconPlugConnected,
  IconPlugConnectedX,
  IconPlus,
  IconPower,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { t } from '../../texts/t.ts';
import { Menu, MenuDivider, MenuItem } from '../../ui/Menu.tsx';
import { useEditor, useSession } from '../useEditor.ts';
import type { KeyDeeds } from './canvasKeys.ts';
import type { Gestures } from './gestures.ts';
import { RenameStep } from './RenameStep.tsx';
import { type StepDeed, stepDeeds } from './stepDeeds.ts';
import type { CanvasView } from './toCanvas.ts';
import type { AskedMenu } from './useCanvasMenu.ts';

export type CanvasMenuProps = {
  asked: AskedMenu;
  view: CanvasView;
  gestures: Gestures;
  deeds: Pick<KeyDeeds, 'addAfter' | 'addOnFailure' | 'connectFrom' | 'duplicate' | 'fold' | 'remove' | 'focus'>;
  onMoveOut(): void;
};

const ICONS: Record<StepDeed['icon'], TablerIcon> = {
  add: IconPlus,
  fails: IconAlertTriangle,
  connect: IconPlugConnected,
  unplug: IconPlugConnectedX,
  rename: IconPencil,
  up: IconArrowUp,
  down: IconArrowDown,
  into: IconBoxAlignTop,
  out: IconBoxOff,
  fold: IconFold,
  copy: IconCopy,
  power: IconPower,
  flow: IconBoxMultiple,
  delete: IconTrash,
};

/** What can be done with the steps under the hand: by the right button, by a long press, by the menu key, and from the outline. */
export function CanvasMenu({ asked, view, gestures, deeds, onMoveOut }: CanvasMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const { at, step } = asked;
  const { editor } = useSession();
  const isAside = asked.isAside === true;
  const selected = useEditor(({ selection }) => selection.steps);
  const picked = isAside ? [step] : [...selected];
  const [renaming, setRenaming] = useState<StepId>();
  const rename = () => setRenaming(step);
  const groups = stepDeeds({ editor, gestures, view, deeds, step, rename, onMoveOut, picked, isAside });
  useEffect(() => {
    const button = anchor.current?.querySelector('button');
    if (button?.popoverTargetElement instanceof HTMLElement) button.popoverTargetElement.showPopover();
  }, []);
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: at.x, top: at.y }}>
        <Menu
          align={isAside ? 'end' : 'start'}
          trigger={<button type="button" tabIndex={-1} aria-label={t('What can be done here')} />}
        >
          {groups.map((group, place) => (
            <Fragment key={group[0]?.icon}>
              {place > 0 && <MenuDivider />}
              {group.map((deed) => (
                <Deed key={deed.words} deed={deed} />
              ))}
            </Fragment>
          ))}
        </Menu>
      </span>
      {renaming !== undefined && <RenameStep step={renaming} onClose={() => setRenaming(undefined)} />}
    </>
  );
}

function Deed({ deed: { icon, words, run } }: { deed: StepDeed }) {
  const Icon = ICONS[icon];
  return (
    <MenuItem danger={icon === 'delete'} icon={<Icon size={15} stroke={1.75} aria-hidden />} onSelect={run}>
      {words}
    </MenuItem>
  );
}
