import { IconCheck, IconExclamationMark, IconMinus } from '@tabler/icons-react';
import { t, tn } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import type { TemplatePage } from './TemplateScreen.tsx';
import { tileOf } from './tilesOf.ts';
import type { TemplateTry, TriedStep } from './useTryTemplate.ts';

type Shown = { tried?: TriedStep | undefined };

/**
 * The steps one below the other on a cable, those of a loop indented, each with the way that leads to it; once it was
 * tried, with what went into each and what it handed on.
 */
export function TemplateSteps({ steps, attempt }: Pick<TemplatePage, 'steps'> & { attempt: TemplateTry }) {
  const results = new Map(attempt.tried?.steps.map((step) => [step.id, step]));
  return (
    <ol className="step-list">
      {steps.map((step, at) => {
        const tried = attempt.shown.has(step.id) ? results.get(step.id) : undefined;
        const next = steps[at + 1];
        return (
          <li
            key={step.id}
            data-depth={step.depth}
            data-follows={step.follows || undefined}
            data-leads={(next?.follows && next.depth === step.depth) || undefined}
            data-state={tried?.status}
          >
            <Tile {...tileOf(step.tile)} size={36} />
            <span className="grow">
              <StepHead step={step} tried={tried} />
              {tried && <StepData tried={tried} name={step.name} />}
            </span>
            {tried && <Mark tried={tried} />}
          </li>
        );
      })}
    </ol>
  );
}

function StepHead({ step: { name, title, tile, when }, tried }: { step: TemplatePage['steps'][number] } & Shown) {
  return (
    <>
      <span className="step-line">
        <b>{name}</b>
        {when.map((way) => (
          <span key={way} className="tape">
            <span className="sr-only">{t('if')} </span>
            {way}
          </span>
        ))}
        {tried && tried.times > 1 && <span className="small dim">{tn(tried.times, 'once', '{count} times')}</span>}
      </span>
      <span className="small dim">{tile.connector === 'core' ? title : `${tile.name} · ${title}`}</span>
    </>
  );
}

function StepData({ tried: { given, values, way, problem }, name }: { tried: TriedStep; name: string }) {
  return (
    <>
      {given.length > 0 && (
        <Values className="step-given" label={t('What went into “{name}”', { name })} rows={given} />
      )}
      {problem !== undefined && <p className="field-error">{problem}</p>}
      {way !== undefined && <p className="small step-way">{t('Way taken: {way}', { way })}</p>}
      {values.length > 0 && <Values className="wire-values" label={t('What “{name}” gave', { name })} rows={values} />}
    </>
  );
}

type ValuesProps = { className: string; label: string; rows: TriedStep['values'] };

function Values({ className, label, rows }: ValuesProps) {
  return (
    <dl className={className} aria-label={label}>
      {rows.map((row) => (
        <div key={`${row.label} ${row.text}`}>
          <dt>{row.label}</dt>
          <dd>{row.text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Mark({ tried: { status } }: { tried: TriedStep }) {
  const look = { size: 13, stroke: 2.4 };
  if (status === 'succeeded') {
    return (
      <span className="try-mark" data-tone="success">
        <IconCheck {...look} aria-label={t('done')} />
      </span>
    );
  }
  if (status === 'skipped') {
    return (
      <span className="try-mark">
        <IconMinus {...look} aria-label={t('not needed this time')} />
      </span>
    );
  }
  return (
    <span className="try-mark" data-tone="danger">
      <IconExclamationMark {...look} aria-label={t('failed')} />
    </span>
  );
}
