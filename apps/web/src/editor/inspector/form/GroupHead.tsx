import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStepContext } from '../stepContext.ts';
import { inlineSentence } from './inlineSentence.ts';

export type GroupHeadProps = {
  title: string;
  type: string;
  hint?: string;
  isOpen: boolean;
  onToggle?: () => void;
  actions?: ReactNode;
};

/** The head of a field that holds further fields. */
export function GroupHead({ title, type, hint, isOpen, onToggle, actions }: GroupHeadProps) {
  return (
    <>
      <div className="group-head">
        {onToggle === undefined ? (
          <span className="title">{title}</span>
        ) : (
          <button type="button" className="title" aria-expanded={isOpen} onClick={onToggle}>
            <IconChevronRight size={14} stroke={2} aria-hidden />
            {title}
          </button>
        )}
        <span className="type">{type}</span>
        {actions}
      </div>
      {hint !== undefined && isOpen && <p className="help">{hint}</p>}
    </>
  );
}

/** What is wrong with a group as a whole. */
export function GroupProblems({ path }: { path: readonly string[] }) {
  const { problemsAt } = useStepContext();
  return problemsAt(path)
    .filter(({ code }) => code !== 'required_field_missing')
    .map((problem) => (
      <div key={problem.message} className="note" data-tone={problem.severity === 'error' ? 'danger' : 'warning'}>
        <span className="grow">{inlineSentence(problem)}</span>
      </div>
    ));
}
