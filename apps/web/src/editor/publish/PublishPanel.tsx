import type { Diagnostic } from '@patchbay/flow';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import { useDiagnostics } from '../useEditor.ts';
import { useBackCloses } from '../../ui/useBackCloses.ts';
import { ProblemList } from './ProblemList.tsx';
import { Published } from './Published.tsx';
import { useAccountProblems } from './useAccountProblems.ts';
import { usePublish } from './usePublish.ts';
import './publish.css';
import { t } from '../../texts/t.ts';

export type PublishPanelProps = {
  live: { number: number } | null;
  isOn: boolean;
  /** Whether the draft says something the live version does not. */
  hasChanges: boolean;
  hooks: readonly { stepId: string; url: string }[];
  /** Jumps to the step, and to the field where there is one. */
  onShow(diagnostic: Diagnostic): void;
  onClose(): void;
};

/** The checklist before a flow goes live, and what to know once it has. */
export function PublishPanel({ hooks, live, isOn, hasChanges, onShow, onClose }: PublishPanelProps) {
  useBackCloses(onClose);
  const diagnostics = [...useDiagnostics(), ...useAccountProblems()];
  const { publish, isPublishing, refusal } = usePublish();
  const version = live !== null && isOn && !hasChanges ? live.number : undefined;
  const panel = useRef<HTMLElement>(null);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  useFocusBack(panel);
  useEffect(() => {
    panel.current?.focus();
  }, []);
  return (
    <section
      className="under-bar publish"
      role="dialog"
      aria-label={version === undefined ? t('Before you publish') : t('Published')}
      tabIndex={-1}
      ref={panel}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div className="under-bar-head">
        <div className="grow">
          <h2>{version === undefined ? titleFor(errors.length) : t('Version {version} is live', { version })}</h2>
          <p className="small muted">
            {version === undefined ? t('Your draft is saved either way.') : t('New runs follow it from now on.')}
          </p>
        </div>
        <IconButton small label={t('Close')} icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onClose} />
      </div>
      {version === undefined ? (
        <>
          <ProblemList diagnostics={diagnostics} onShow={onShow} />
          {errors.length === 0 && <Ready />}
          {refusal !== undefined && (
            <p className="publish-refusal" role="alert">
              <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
              {refusal}
            </p>
          )}
          <div className="publish-foot">
            <span className="small muted grow">{t('Publishing switches the flow on.')}</span>
            <Button look="primary" busy={isPublishing} disabled={errors.length > 0} onClick={publish}>
              {t('Publish and switch on')}
            </Button>
          </div>
        </>
      ) : (
        <Published hooks={hooks} />
      )}
    </section>
  );
}

function Ready() {
  return (
    <p className="publish-ready">
      <span className="mark" data-tone="success">
        <IconCheck size={12} stroke={2.4} aria-hidden />
      </span>
      {t('Every step has what it needs')}
    </p>
  );
}

const TITLES = [
  t('Ready to go live'),
  t('One thing before this goes live'),
  t('Two things before this goes live'),
  t('Three things before this goes live'),
  t('Four things before this goes live'),
  t('Five things before this goes live'),
];

function titleFor(errors: number): string {
  return TITLES[errors] ?? t('{errors} things before this goes live', { errors });
}
