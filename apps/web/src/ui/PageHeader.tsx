import { type ReactNode, useEffect } from 'react';
import './page.css';

/** The head of a page: its name, a sentence or place beside it, its actions. Names the browser's tab, too. */
export function PageHeader({ title, lead, actions }: { title: string; lead?: ReactNode; actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Patchbay`;
  }, [title]);
  return (
    <header className="page-header">
      <h1>{title}</h1>
      {lead && <div className="lead">{lead}</div>}
      <span className="grow" />
      {actions}
    </header>
  );
}
