import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '../../texts/t.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { FilePick } from '../../ui/FilePick.tsx';
import { Jack } from '../../ui/Jack.tsx';
import { PasteLink } from '../connectors/PasteLink.tsx';
import { useNewFlow } from '../flows/useFlowActions.ts';
import { type ChecklistLine, checklist } from './checklist.ts';
import { thingsToTry } from './thingsToTry.ts';
import { type Home, useHomeDeeds } from './useHome.ts';

/** Beside the example: what to try with it, and the way to a flow of one's own. */
export function FirstFlow({ home }: { home: Home }) {
  return (
    <div className="first-side">
      {home.example && <ThingsToTry example={home.example} />}
      <OwnFlow done={home.done} />
      <OtherWays />
    </div>
  );
}

function ThingsToTry({ example }: { example: NonNullable<Home['example']> }) {
  return (
    <section aria-labelledby="things-to-try">
      <h2 id="things-to-try">{t('Three things to try')}</h2>
      <ol className="things">
        {thingsToTry(example).map(({ title, says, step, show, isThere }, at) => (
          <li key={title} className="card thing">
            <span className="thing-number" aria-hidden="true">
              {at + 1}
            </span>
            <div className="grow">
              <b>{title}</b>
              <p className="muted">{says}</p>
            </div>
            {isThere ? (
              <Link
                to="/flows/$flowId"
                params={{ flowId: example.flowId }}
                search={{ step, show, run: example.run?.id }}
                className={buttonClass({ small: true })}
                aria-label={t('Show me: {title}', { title })}
              >
                {t('Show me')}
              </Link>
            ) : (
              <span className="small dim">{t('its step is gone')}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function OwnFlow({ done }: Pick<Home, 'done'>) {
  const lines = checklist(done);
  return (
    <section aria-labelledby="own-flow" className="own">
      <h2 id="own-flow" className="row">
        {t('Your first own flow')}
        <span className="grow" />
        <span className="small dim">
          {t('{count} of {count2}', { count: done.length, count2: lines.length })}
          {' · '}
          {t('about 3 minutes')}
        </span>
      </h2>
      <ul className="card own-flow">
        {lines.map((line) => (
          <ChecklistItem key={line.step} line={line} />
        ))}
      </ul>
      <PasteLink />
    </section>
  );
}

function ChecklistItem({ line: { step, words, note, isDone, isNext } }: { line: ChecklistLine }) {
  return (
    <li data-done={isDone || undefined} aria-current={isNext ? 'step' : undefined}>
      <Jack plug={isDone ? 'lit' : undefined} />
      <span className="grow">
        {isNext ? <b>{words}</b> : words}
        <span className="sr-only">{isDone ? t(', done') : t(', not done yet')}</span>
      </span>
      {isDone ? (
        <IconCheck size={14} stroke={2.4} aria-hidden />
      ) : step === 'pickedApi' ? (
        <span className="small">
          <Link to="/templates">{t('Templates')}</Link>
          {' · '}
          <Link to="/connectors">{t('Open gallery')}</Link>
        </span>
      ) : (
        note && <span className="small dim">{note}</span>
      )}
    </li>
  );
}

function OtherWays() {
  const newFlow = useNewFlow();
  const { hide } = useHomeDeeds();
  return (
    <div className="row other-ways">
      <Button busy={newFlow.busy} onClick={newFlow.empty}>
        {t('New flow')}
      </Button>
      <span className="grow" />
      <FilePick label={t('Bring a flow in')} look="quiet" accept=".json,application/json" onFile={newFlow.fromFile} />
      <Button look="quiet" onClick={() => hide(true)}>
        {t('Hide this page')}
      </Button>
    </div>
  );
}
