import { type ReactNode, useState } from 'react';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { AuthPage } from './AuthPage.tsx';

/** A page that asks for a mail with a link, and then says that one is on its way: to whom there is one, it does not say. */
export function AskByMail({
  title,
  submit,
  isOffered,
  instead,
  sent,
  ask,
  aside,
  children,
}: {
  title: string;
  submit: string;
  /** Undefined while that is not known yet. */
  isOffered: boolean | undefined;
  /** What to do where no mails are sent. */
  instead: string;
  /** What is said once it was asked for. */
  sent: string;
  ask: () => Promise<void>;
  aside: ReactNode;
  children: ReactNode;
}) {
  const [state, setState] = useState<{ busy?: boolean; isSent?: boolean; problem?: string }>({});
  const send = async () => {
    if (state.busy || isOffered !== true || state.isSent) return;
    setState({ busy: true });
    try {
      await ask();
      setState({ isSent: true });
    } catch (error) {
      setState({ problem: error instanceof Error ? error.message : t('This did not work. Try again.') });
    }
  };
  return (
    <AuthPage title={title} problem={state.problem} onSubmit={() => void send()} aside={aside}>
      {isOffered === false && <p className="sentence">{instead}</p>}
      {isOffered === true && !state.isSent && (
        <>
          {children}
          <Button look="primary" wide type="submit" busy={state.busy}>
            {submit}
          </Button>
        </>
      )}
      {state.isSent && (
        <div role="status">
          <Band tone="info">{sent}</Band>
        </div>
      )}
    </AuthPage>
  );
}
