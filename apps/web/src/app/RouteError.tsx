import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { isSignedOut, sentenceOf } from '../api/failure.ts';
import { t } from '../texts/t.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** What a page shows when it could not be drawn: in words, with a way to try again, the raw error folded. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  // The session listener is already on its way to the sign-in page; an error would only flash.
  if (isSignedOut(error)) return null;
  const again = () => {
    // Asking for the same old part once more would fail once more.
    if (isGone(error)) return location.reload();
    reset();
    router.invalidate();
  };
  return (
    <main className="page alone">
      <EmptyState
        level={1}
        title={t('This page could not be shown')}
        actions={
          <>
            <Button look="primary" onClick={again}>
              {t('Try again')}
            </Button>
            <Link to="/flows" className={buttonClass()}>
              {t('Go to the flows')}
            </Link>
          </>
        }
      >
        {sentenceForPage(error)}
      </EmptyState>
      <details className="raw">
        <summary>{t('What the browser said')}</summary>
        <pre>{rawText(error)}</pre>
      </details>
    </main>
  );
}

/** A page that does not exist. */
export function NotFound() {
  return (
    <main className="page alone">
      <EmptyState
        level={1}
        title={t('There is nothing at this address')}
        actions={
          <Link to="/flows" className={buttonClass({ look: 'primary' })}>
            {t('Go to the flows')}
          </Link>
        }
      >
        {t('The link may be old, or what it led to was deleted.')}
      </EmptyState>
    </main>
  );
}

function rawText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Whether a part of the app could not be fetched: it was built anew while the page was open. */
function isGone(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script failed/i.test(error.message);
}

function sentenceForPage(error: unknown): string {
  if (!(error instanceof Error)) return t('Something went wrong in this part of the app.');
  if (isGone(error)) {
    return t('Patchbay was updated, or the connection was lost. Reload the page to go on.');
  }
  return error.name === 'TRPCClientError' ? sentenceOf(error) : t('Something went wrong in this part of the app.');
}
