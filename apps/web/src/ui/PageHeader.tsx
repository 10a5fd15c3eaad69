import { type ReactNode, useEffect } from 'react';
import './page.css';
import { t } from '../texts/t.ts';

/** The head of a page: its name, a sentence or place beside it, its actions. Names the browser's tab, too. */
export function PageHeader({
  title,
  before,
  lead,
  actions,
}: {
  title: string;
  /** What it is known by, such as a picture. */
  before?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  useEffect(() => {
    document.title = t('{title} · Patchbay', { title });
  }, [title]);
  return (
    <header className="page-header" data-picture={before ? true : undefined}>
      {before}
      <div className="page-name">
        <h1 dir="auto">{title}</h1>
        {lead && <div className="lead">{lead}</div>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}
