import { Modal } from '@mantine/core';
import type { DialogProps } from './Dialog.tsx';
import { useBackCloses } from './useBackCloses.ts';
import { useFocusBack } from './useFocusBack.ts';
import './dialog.css';
import { t } from '../texts/t.ts';

/** The window of a `Dialog`. Use that one: it brings this one in when the first dialog opens. */
export function ModalWindow({ title, opened, onClose, children, width = 460 }: DialogProps) {
  // Mantine gives the focus back only to a dialog that stays; ours is taken out when it closes.
  useFocusBack();
  useBackCloses(onClose);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={width}
      returnFocus={false}
      // Pages scroll inside the frame, so there is nothing to lock; the lock would need a style element of its own.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('Close') }}
      transitionProps={{ duration: 120, transition: 'fade' }}
    >
      {children}
    </Modal>
  );
}
