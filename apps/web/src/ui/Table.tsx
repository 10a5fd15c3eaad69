import type { ReactNode } from 'react';
import './table.css';

/** A table in a card; on phones each row becomes a card of its own. `label` names it. Heads: a text, or a cell of your own. */
export function Table({
  label,
  heads,
  children,
}: {
  label: string;
  heads: readonly (string | { text: string; hidden?: boolean; className?: string })[];
  children: ReactNode;
}) {
  return (
    <div className="card table-card">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {heads.map((head) => {
              const { text, hidden, className } =
                typeof head === 'string' ? { text: head, hidden: false, className: undefined } : head;
              return (
                <th key={text} scope="col" className={className}>
                  {hidden ? <span className="sr-only">{text}</span> : text}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** Below a table: how many there are, and a way to more. */
export function TableFoot({ children }: { children: ReactNode }) {
  return <div className="table-foot">{children}</div>;
}
