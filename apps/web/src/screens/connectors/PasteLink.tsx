import { type FormEvent, lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Jack } from '../../ui/Jack.tsx';
import './connectors.css';
import { t } from '../../texts/t.ts';
import { linkProblem } from './linkProblem.ts';
import { useImport } from './useImport.ts';

// Nobody needs it before an API was read, and the first page has no room for it.
const ImportOutcome = lazy(async () => ({ default: (await import('./ImportOutcome.tsx')).ImportOutcome }));

/** The quickest way to a connector: a link to an API description, pasted right into the gallery. */
export function PasteLink() {
  const [url, setUrl] = useState('');
  const [problem, setProblem] = useState<string>();
  const imported = useImport();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = linkProblem(url);
    setProblem(wrong);
    if (!wrong) imported.start({ source: { kind: 'link', url: url.trim() } });
  };
  const said = problem ?? imported.problem;
  return (
    <form className="paste" onSubmit={submit} noValidate>
      <Jack />
      <span className="paste-words">
        <b>{t('Paste an API link')}</b> <span className="muted">{t('and get its steps in seconds')}</span>
      </span>
      <input
        className="input mono"
        type="url"
        aria-label={t('Link to an OpenAPI description')}
        placeholder="https://…/openapi.json"
        value={url}
        aria-invalid={said ? true : undefined}
        aria-describedby={said ? 'paste-problem' : undefined}
        onChange={(event) => {
          setUrl(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <Button look="primary" type="submit" small busy={imported.busy}>
        {t('Plug in')}
      </Button>
      {said && (
        <p className="paste-problem" id="paste-problem" role="alert">
          {said}
        </p>
      )}
      {imported.busy && (
        <p className="paste-progress small muted" role="status">
          {imported.progress}
        </p>
      )}
      {imported.outcome && (
        <Suspense>
          <ImportOutcome imported={imported} onClose={() => setUrl('')} />
        </Suspense>
      )}
    </form>
  );
}
