import type { Failure } from '@patchbay/connector';
import type { ReactNode } from 'react';
import { t } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';

/** Why a step did not finish, in words; what can be done about it; the raw answer folded. */
export function FailureNote({ failure, title, children }: { failure: Failure; title?: string; children?: ReactNode }) {
  return (
    <>
      <div className="why" role="alert">
        {title !== undefined && <h3>{title}</h3>}
        <p>{told(failure)}</p>
        {children}
      </div>
      {failure.raw !== undefined && failure.raw !== '' && (
        <details className="raw">
          <summary>
            {t('The raw answer{value}', {
              value: failure.status === undefined ? '' : t(', status {status}', { status: failure.status }),
            })}
          </summary>
          <pre>{failure.raw}</pre>
        </details>
      )}
    </>
  );
}
