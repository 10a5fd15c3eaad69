import type { Diagnostic, Fix, Mapping } from '@patchbay/flow';
import { IconAlertTriangle, IconBulb } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { Jack } from '../../../ui/Jack.tsx';
import { FixButtons } from '../fixes/FixButtons.tsx';
import { ListFix } from '../fixes/ListFix.tsx';
import { GhostPill } from '../proposals/GhostPill.tsx';
import { type Ghost, useGhost } from '../proposals/proposalsContext.ts';
import { useStepContext } from '../stepContext.ts';
import { useFocusRequest } from './focusRequest.ts';
import { inlineSentence } from './inlineSentence.ts';

export type FieldShellProps = {
  id: string;
  path: readonly string[];
  label: string;
  /** At the right of the label. */
  type: string;
  hint?: string;
  plug?: 'lit' | 'fail' | undefined;
  onSocket?: () => void;
  onLabel(): void;
  live?: ReactNode;
  /** Whether the person has been here: what is merely still to be filled is not yet an error. */
  isTouched: boolean;
  boxRef?: React.Ref<HTMLDivElement>;
  onReplace?: () => void;
  /** Ways out that the check of the flow does not know: by how the sample is written. They stand in place of its own. */
  fixes?: readonly (Pick<Fix, 'title' | 'said'> & { mapping: Mapping })[];
  aside?: ReactNode;
  /** Stands in place of the label: the name of a row that can be changed. */
  head?: ReactNode;
  /** A proposed value stands in the box itself, and Enter takes it; else it stands below. */
  takesGhost?: true;
  children: ReactNode;
  below?: ReactNode;
};

/** A field: label, box with its socket, the live line, and what is wrong with it in one sentence with one button. */
export function FieldShell(props: FieldShellProps) {
  const { id, path, label, type, hint, onLabel, live, boxRef, children, below, aside, takesGhost } = props;
  const ghost = useGhost(path);
  const drawnGhost = ghost !== undefined && <GhostPill id={id} path={path} label={label} ghost={ghost} />;
  const { canPlug } = useStepContext();
  const problem = useShownProblem(props);
  const own = useRef<HTMLDivElement>(null);
  const request = useFocusRequest(path);
  const show = useEffectEvent(() => {
    own.current?.scrollIntoView({ block: 'center' });
    onLabel();
  });
  useEffect(() => {
    if (request === undefined) return undefined;
    // Not from within an effect: there the field's editor cannot be drawn at once, and the keyboard would be lost.
    const frame = requestAnimationFrame(() => show());
    return () => cancelAnimationFrame(frame);
  }, [request]);
  return (
    <div className="mfield" ref={own}>
      {props.head ?? (
        <div className="lab">
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches the field itself, which is no input that a label could find */}
          <label id={`${id}-label`} htmlFor={id} onMouseDown={(event) => event.preventDefault()} onClick={onLabel}>
            {label}
          </label>
          <span className="type">{type}</span>
          {aside}
        </div>
      )}
      <div
        className="box"
        ref={boxRef}
        data-plain={!canPlug || undefined}
        data-invalid={problem?.severity === 'error' || undefined}
        onKeyDownCapture={takesGhost && ghost && ((event) => answerGhost(event, ghost))}
      >
        <FieldSocket {...props} />
        {takesGhost && drawnGhost}
        {children}
      </div>
      {!takesGhost && drawnGhost && <div className="ghost-below">{drawnGhost}</div>}
      {live}
      {problem !== undefined && (
        <ProblemNote id={id} problem={withFixes(problem, props.fixes)} path={path} onReplace={props.onReplace} />
      )}
      {below}
      {hint !== undefined && (
        <p className="help" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** Enter in the empty field takes what is proposed; Backspace, where there is nothing to delete, sends it away. */
function answerGhost(event: KeyboardEvent, { accept, dismiss }: Ghost): void {
  const isOther = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing;
  if (isOther || (event.key !== 'Enter' && event.key !== 'Backspace') || event.target instanceof HTMLButtonElement)
    return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === 'Enter') accept();
  else dismiss();
}

/** Opens the picker; a ring and no more where nothing can be changed, and nothing at all on a trigger. */
function FieldSocket({ id, plug, onSocket }: FieldShellProps) {
  const { isReadOnly, canPlug } = useStepContext();
  if (!canPlug) return null;
  if (onSocket === undefined || isReadOnly) {
    return (
      <span className="socket">
        <Jack small plug={plug} />
      </span>
    );
  }
  return (
    <button
      type="button"
      className="socket"
      aria-label={t('Plug in data')}
      aria-describedby={`${id}-label`}
      title={t('Plug in data')}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onSocket}
    >
      <Jack small plug={plug} />
    </button>
  );
}

const NOT_YET = new Set(['required_field_missing']);

function useShownProblem({ path, isTouched }: FieldShellProps): Diagnostic | undefined {
  const { problemsAt } = useStepContext();
  const wasAsked = useFocusRequest(path) !== undefined;
  const problems = problemsAt(path);
  const shown = problems.filter(({ code }) => isTouched || wasAsked || !NOT_YET.has(code));
  return shown.find(({ severity }) => severity === 'error') ?? shown[0];
}

function withFixes(problem: Diagnostic, fixes: FieldShellProps['fixes'] = []): Diagnostic {
  if (problem.code !== 'wrong_type' || fixes.length === 0) return problem;
  return { ...problem, fixes: fixes.map((fix) => ({ ...fix, kind: 'map' as const })) };
}

const TONES = { error: 'danger', warning: 'warning', note: 'quiet' };

const BROKEN = new Set(['reference_to_missing_step', 'reference_not_before', 'unknown_field']);

type NoteProps = { id: string; problem: Diagnostic; path: readonly string[]; onReplace: (() => void) | undefined };

function ProblemNote({ id, problem, path, onReplace }: NoteProps) {
  const { isReadOnly } = useStepContext();
  const { fixes = [], severity, code } = problem;
  const Icon = severity === 'error' ? IconAlertTriangle : IconBulb;
  return (
    <div className="note" data-tone={TONES[severity]} id={`${id}-problem`}>
      <Icon size={15} stroke={1.75} aria-hidden />
      <span className="grow">{inlineSentence(problem)}</span>
      {!isReadOnly && (
        <span className="note-fixes">
          <ListFix problem={problem} path={path} />
          <FixButtons problem={problem} fixes={fixes} />
          {BROKEN.has(code) && onReplace !== undefined && (
            <Button small onClick={onReplace}>
              {t('Pick a replacement')}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}
