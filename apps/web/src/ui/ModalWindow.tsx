import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import type { DialogProps } from './Dialog.tsx';
import './dialog.css';
import { t } from '../texts/t.ts';

/** The window of a `Dialog`. Use that one: it brings this one in when the first dialog opens. */
export function ModalWindow({ title, opened, onClose, children, width = 460 }: DialogProps) {
  useFocusBack();
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

// A dialog is unmounted when it closes, and Mantine gives the focus back only to one that stays.
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
}
