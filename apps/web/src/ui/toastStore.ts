/** What a toast says, and the one thing that can be done about it. */
export type ToastMessage = {
  text: string;
  tone?: 'plain' | 'danger';
  action?: { label: string; onSelect: () => void };
};

export type Toast = ToastMessage & { id: number };

const AT_MOST = 3;

let nextId = 1;
let toasts: readonly Toast[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says something that just happened, for 6 s (with an action: 10 s). The oldest gives way to the fourth. */
export function toast(message: ToastMessage): void {
  set([...toasts, { ...message, id: nextId++ }].slice(-AT_MOST));
}

export function dismissToast(id: number): void {
  set(toasts.filter((shown) => shown.id !== id));
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}
