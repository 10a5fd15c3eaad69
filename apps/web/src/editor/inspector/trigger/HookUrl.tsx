import { useId } from 'react';
import { t } from '../../../texts/t.ts';
import { buttonClass } from '../../../ui/Button.tsx';
import { CopyButton } from './CopyButton.tsx';
import { TryForm } from './TryForm.tsx';
import { useHookUrl } from './useHookUrl.ts';

/** The address of a webhook or form, to be copied; there before the flow is published, so that it can be tried. */
export function HookUrl({ stepId, isForm }: { stepId: string; isForm: boolean }) {
  const url = useHookUrl(stepId);
  const id = useId();
  return (
    <div className="mfield">
      <div className="lab">
        <label htmlFor={id}>{isForm ? t('Link') : t('Address')}</label>
        <span className="type">{isForm ? t('Give it to people') : t('Send requests here')}</span>
      </div>
      <div className="row">
        <input
          id={id}
          className="input mono"
          readOnly
          value={url ?? 'Given in a moment, when the draft is saved.'}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={url} />
        {isForm && url !== undefined && (
          <a className={buttonClass({ small: true })} href={url} target="_blank" rel="noreferrer">
            {t('Open form')}
          </a>
        )}
      </div>
      <p className="help">
        {isForm
          ? t('Open once the flow is published and on. “Try the form” opens it before.')
          : t(
              'Answers once the flow is published and on, also below this address. “Listen for a request” works before.',
            )}
      </p>
      {isForm && (
        <div className="try-form">
          <TryForm />
        </div>
      )}
    </div>
  );
}
