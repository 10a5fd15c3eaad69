import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import './toast.css';
import { t } from '../texts/t.ts';
import { currentToasts, dismissToast, subscribeToToasts, type Toast } from './toastStore.ts';

/** Where toasts appear. Mounted once. A toast waits while it is pointed at or has focus. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts);
  return (
    <section className="toasts" aria-label={t('Messages')} aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  const { id, action } = toast;
  const shownMs = action || toast.tone === 'danger' ? 10_000 : 6_000;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(id), shownMs);
    return () => clearTimeout(timer);
  }, [held, id, shownMs]);
  const Icon = toast.tone === 'danger' ? IconAlertTriangle : IconCheck;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it; its buttons act
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={16} stroke={2} aria-hidden />
      <span className="grow">{toast.text}</span>
      {action && (
        <button
          type="button"
          className="act"
          onClick={() => {
            dismissToast(id);
            action.onSelect();
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className="close" aria-label={t('Close the message')} onClick={() => dismissToast(id)}>
        <IconX size={14} stroke={2} aria-hidden />
      </button>
    </div>
  );
}
