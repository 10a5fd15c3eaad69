import { type FormEvent, type ReactNode, useEffect } from 'react';
import { Band } from '../../ui/Band.tsx';
import { focusFirstInvalid } from '../../ui/focusFirstInvalid.ts';
import { Jack } from '../../ui/Jack.tsx';
import { Logo } from '../../ui/Logo.tsx';
import './auth.css';
import { t } from '../../texts/t.ts';

/** The page of the two forms before one is in: the form on a card, a cable plugged in above it. */
export function AuthPage({
  title,
  problem,
  onSubmit,
  aside,
  children,
}: {
  title: string;
  problem?: string | undefined;
  onSubmit: () => void;
  aside: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = t('{title} · Patchbay', { title });
  }, [title]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit();
    focusFirstInvalid(event.currentTarget);
  };
  return (
    <main className="auth">
      <div className="auth-logo">
        <Logo size={32} />
        Patchbay
      </div>
      <p className="auth-claim muted sentence">{t('Wire your tools together, try it safely, switch it on.')}</p>
      <div className="auth-card">
        <span className="auth-cable" aria-hidden="true">
          <Jack plug="lit" />
        </span>
        <h1>{title}</h1>
        <form onSubmit={submit} noValidate>
          {problem && <Band tone="danger">{problem}</Band>}
          {children}
        </form>
      </div>
      <p className="muted">{aside}</p>
    </main>
  );
}
