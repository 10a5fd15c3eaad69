import { Link, type LinkProps } from '@tanstack/react-router';
import { t } from '../texts/t.ts';
import { buttonClass } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** In place of a page whose record is gone or belongs to others. `what`: "flow", "run". */
export function NotHere({ what, to, back }: { what: string; to: LinkProps['to']; back: string }) {
  return (
    <EmptyState
      level={1}
      title={t('This {what} is not here', { what })}
      actions={
        <Link to={to} className={buttonClass({ look: 'primary' })}>
          {back}
        </Link>
      }
    >
      {t('It may have been deleted, or it belongs to another workspace.')}
    </EmptyState>
  );
}
