import { Link } from '@tanstack/react-router';
import type { TableRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';

/** The flows that a change concerns, each a link; nothing where there are none. */
export function UsedBy({ usedBy, lead }: { usedBy: TableRow['usedBy']; lead: string }) {
  if (usedBy.length === 0) return null;
  return (
    <>
      <p>{lead}</p>
      <ul className="used-by">
        {usedBy.slice(0, 10).map(({ flowId, name }) => (
          <li key={flowId}>
            <Link to="/flows/$flowId" params={{ flowId }}>
              {name}
            </Link>
          </li>
        ))}
        {usedBy.length > 10 && <li>{t('and {value} more', { value: usedBy.length - 10 })}</li>}
      </ul>
    </>
  );
}
