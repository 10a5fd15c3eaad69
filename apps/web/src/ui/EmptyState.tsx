import type { ReactNode } from 'react';
import './states.css';
import { Jack } from './Jack.tsx';

/** Nothing here yet: two sockets without a cable, a heading, one sentence, and what to do about it. */
export function EmptyState({
  title,
  children,
  actions,
  sockets = 2,
  level = 2,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  sockets?: 2 | 3;
  /** 1 where nothing else names the page. */
  level?: 1 | 2;
}) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="empty">
      <div className="slot" aria-hidden="true">
        <Jack />
        <span className="ghost" />
        <Jack />
        {sockets === 3 && <span className="ghost" />}
        {sockets === 3 && <Jack />}
      </div>
      <Heading>{title}</Heading>
      {children && <p className="sentence muted">{children}</p>}
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}
