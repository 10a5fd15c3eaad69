import type { ReactNode } from 'react';
import './states.css';
import { Jack } from './Jack.tsx';

/** Nothing here yet: two sockets without a cable, a heading, one sentence, and what to do about it. */
export function EmptyState({
  title,
  children,
  actions,
  sockets = 2,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  sockets?: 2 | 3;
}) {
  return (
    <div className="empty">
      <div className="slot" aria-hidden="true">
        <Jack />
        <span className="ghost" />
        <Jack />
        {sockets === 3 && <span className="ghost" />}
        {sockets === 3 && <Jack />}
      </div>
      <h2>{title}</h2>
      {children && <p className="sentence muted">{children}</p>}
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}
