import { Link, type LinkProps } from '@tanstack/react-router';
import { buttonClass } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** In place of a page whose record is gone or belongs to others. `what`: "flow", "run". */
export function NotHere({ what, to, back }: { what: string; to: LinkProps['to']; back: string }) {
  return (
    <EmptyState
      level={1}
      title={`This ${what} is not here`}
      actions={
        <Link to={to} className={buttonClass({ look: 'primary' })}>
          {back}
        </Link>
      }
    >
      It may have been deleted, or it belongs to another workspace.
    </EmptyState>
  );
}
