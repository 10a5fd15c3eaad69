import { IconPlayerPlay } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { focusFirstInvalid } from '../../ui/focusFirstInvalid.ts';
import { StartFieldInput } from '../runs/StartFieldInput.tsx';
import type { TemplatePage } from './TemplateScreen.tsx';
import { tryWords } from './tryWords.ts';
import type { TemplateTry } from './useTryTemplate.ts';

type Props = { page: TemplatePage; attempt: TemplateTry };

/** What starts the template, to be changed, and the button that runs it on samples. */
export function TryTemplate({ page, attempt }: Props) {
  const { start } = page;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    attempt.go();
    focusFirstInvalid(event.currentTarget);
  };
  return (
    <section className="card template-try" aria-labelledby="try">
      <form onSubmit={submit} noValidate>
        <div className="try-head">
          <h2 id="try" className="section-title">
            {t('Try it on sample data')}
          </h2>
          <span className="small muted">{t('Nothing is sent, and nothing is kept.')}</span>
          <span className="grow" />
          <Samples page={page} attempt={attempt} />
        </div>
        {start.fields.length > 0 && (
          <fieldset className="try-fields">
            <legend className="small muted">{t('{name}. Change it as you like:', { name: start.name })}</legend>
            {start.fields.map((field) => (
              <StartFieldInput
                key={field.name}
                field={field}
                value={attempt.typed[field.name]}
                problem={attempt.problems.get(field.name)}
                onValue={(value) => attempt.type(field.name, value)}
              />
            ))}
          </fieldset>
        )}
        <div className="try-foot">
          <Button type="submit" busy={attempt.isBusy} icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}>
            {attempt.tried === undefined ? t('Try it') : t('Try it again')}
          </Button>
          <p role="status" className="small muted grow">
            {outcome(page, attempt)}
          </p>
        </div>
        {attempt.error !== null && (
          <Band tone="danger">{t('It was not tried. {sentence}', { sentence: sentenceOf(attempt.error) })}</Band>
        )}
      </form>
    </section>
  );
}

function outcome({ steps, start }: TemplatePage, { tried, isBusy }: TemplateTry): string {
  if (isBusy) return t('It runs…');
  if (tried !== undefined) return tryWords(tried, new Map(steps.map(({ id, name }) => [id, name])));
  return start.fields.length === 0 ? t('{name}: as if it were now.', { name: start.name }) : '';
}

function Samples({ page: { start }, attempt }: Props) {
  if (start.samples.length < 2 || start.fields.length === 0) return null;
  const samples = start.samples.map((values, at) => ({ at, text: Object.values(values).join(', ') }));
  return (
    <fieldset className="try-samples" aria-label={t('Samples')}>
      {samples.map(({ at, text }) => (
        <button
          key={at}
          type="button"
          className="chip"
          aria-pressed={attempt.sample === at}
          data-on={attempt.sample === at || undefined}
          title={text}
          onClick={() => attempt.choose(at)}
        >
          {t('Sample {number}', { number: at + 1 })}
        </button>
      ))}
    </fieldset>
  );
}
