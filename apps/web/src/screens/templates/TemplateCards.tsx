import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMayEdit } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Chain } from '../../ui/Chain.tsx';
import './templates.css';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { appsInWords, tileOf } from './tilesOf.ts';
import { type TemplateRow, useStartFromTemplate } from './useTemplates.ts';

/** Templates as cards, each a link to what it does, with a button that makes a flow of it. */
export function TemplateCards({ templates }: { templates: readonly TemplateRow[] }) {
  const { busy, start, ask } = useStartFromTemplate();
  const mayEdit = useMayEdit();
  return (
    <ul className="template-grid">
      {templates.map((template) => (
        <li key={template.id} className="card template-card">
          <span className="template-bay">
            <Chain tiles={template.chain.map(tileOf)} more={template.chainMore} lit size={36} />
          </span>
          <span className="template-text">
            <Link to="/templates/$templateId" params={{ templateId: template.id }} className="template-name">
              {template.name}
            </Link>
            <span className="small muted">{template.description}</span>
          </span>
          <span className="template-foot">
            <span className="small dim grow">
              <T
                text="{stepCount} steps<span>, with {appsIn}</span>"
                span={<span className="sr-only" />}
                stepCount={template.stepCount}
                appsIn={appsInWords(template.apps)}
              />
            </span>
            {mayEdit && (
              <Button
                small
                busy={busy === template.id}
                disabled={busy !== undefined && busy !== template.id}
                aria-label={t('Use this: {name}', { name: template.name })}
                onClick={() => (template.bringsTables ? ask(template.id) : start(template.id))}
              >
                {t('Use this')}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A few templates under a heading, with the way to all of them. Nothing where there are none; while they come, their room. */
export function TemplateSection({
  title,
  templates,
  all,
}: {
  title: string;
  templates: readonly TemplateRow[] | undefined;
  all: ReactNode;
}) {
  if (templates?.length === 0) return null;
  return (
    <section className="template-section" aria-label={title}>
      <div className="section-head">
        <h2 className="section-title">{title}</h2>
        <span className="grow" />
        {all}
      </div>
      {templates ? <TemplateCards templates={templates} /> : <div className="template-shape" aria-hidden="true" />}
    </section>
  );
}
