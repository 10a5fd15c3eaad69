import { type FormEvent, lazy, type ReactNode, Suspense, useId } from 'react';
import { t } from '../texts/t.ts';
import { Button, type ButtonLook } from './Button.tsx';
import { focusFirstInvalid } from './focusFirstInvalid.ts';

export type DialogProps = {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Width in pixels; full screen on phones. */
  width?: number;
};

// Fetched with the first dialog: no page needs it to be drawn.
const ModalWindow = lazy(() => import('./ModalWindow.tsx').then((module) => ({ default: module.ModalWindow })));

/** A dialog over the page. Focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog(props: DialogProps) {
  if (!props.opened) return null;
  return (
    <Suspense>
      <ModalWindow {...props} />
    </Suspense>
  );
}

/** A dialog around a form: its fields, then Cancel and the one button that does it. `Enter` does it too. */
export function FormDialog({
  title,
  opened,
  onClose,
  onSubmit,
  submit,
  busy,
  children,
  look = 'primary',
  width,
}: DialogProps & {
  onSubmit: () => void /** Absent: something in the form does it. */;
  submit?: string;
  busy?: boolean;
  look?: ButtonLook;
}) {
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    onSubmit();
    focusFirstInvalid(event.currentTarget);
  };
  return (
    <Dialog title={title} opened={opened} onClose={onClose} width={width}>
      <form onSubmit={send} noValidate>
        {children}
        <div className="dialog-foot">
          <Button look="quiet" onClick={onClose}>
            {t('Cancel')}
          </Button>
          {submit !== undefined && (
            <Button look={look} type="submit" busy={busy}>
              {submit}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** Asks before something that takes other things along. `children` says what will be gone; the button names the deed. */
export function Confirm({
  title,
  opened,
  onClose,
  onConfirm,
  confirm,
  busy,
  children,
}: DialogProps & { onConfirm: () => void; confirm: string; busy?: boolean }) {
  const id = useId();
  return (
    <Dialog title={title} opened={opened} onClose={onClose} width={420}>
      <div id={id} className="sentence muted">
        {children}
      </div>
      <div className="dialog-foot">
        <Button look="quiet" onClick={onClose} data-autofocus>
          {t('Cancel')}
        </Button>
        <Button look="danger-filled" onClick={onConfirm} busy={busy} aria-describedby={id}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
