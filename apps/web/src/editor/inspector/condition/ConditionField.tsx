import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Mapping } from '@patchbay/expression';
import { useMemo, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { sameJson } from '../../document/sameJson.ts';
import type { FormField } from '../form/fieldsOf.ts';
import { GroupProblems } from '../form/GroupHead.tsx';
import { LiveLine, MappingField } from '../form/MappingField.tsx';
import { StepContext, useStepContext } from '../stepContext.ts';
import {
  type Condition,
  hasRight,
  type Operator,
  operators,
  type Question,
  readCondition,
  writeCondition,
} from './condition.ts';

const NONE: Question = { left: undefined, operator: 'is', right: undefined };

/** The question a branch asks, put together from value, comparison and value; anything cleverer is a formula. */
export function ConditionField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const mapping = mappingAt(path);
  const { condition, change } = useCondition(mapping, (next) => setMapping(path, next));
  const [wantsFormula, setWantsFormula] = useState(false);
  if (condition === undefined || wantsFormula) {
    return (
      <>
        <MappingField
          path={path}
          label={field.title}
          type="Yes or no"
          hint={field.description}
          reading="any"
          required
          placeholder="Plug in a yes or no"
        />
        {condition !== undefined && (
          <button type="button" className="link add" onClick={() => setWantsFormula(false)}>
            Back to the questions
          </button>
        )}
      </>
    );
  }
  const { questions, join } = condition;
  return (
    <div className="group condition">
      <div className="group-head">
        <span className="title">{field.title}</span>
        {questions.length > 1 && (
          <select
            aria-label="How many must hold"
            className="join"
            value={join}
            disabled={isReadOnly}
            onChange={(event) => change({ ...condition, join: event.currentTarget.value === 'any' ? 'any' : 'all' })}
          >
            <option value="all">all must hold</option>
            <option value="any">any is enough</option>
          </select>
        )}
      </div>
      <p className="help">{field.description}</p>
      {questions.map((question, at) => (
        <QuestionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a question is what stands at its place
          key={at}
          at={at}
          path={path}
          question={question}
          isOnly={questions.length === 1}
          onChange={(next) =>
            change({ ...condition, questions: questions.map((old, index) => (index === at ? next : old)) })
          }
          onRemove={() => change({ ...condition, questions: questions.filter((_, index) => index !== at) })}
        />
      ))}
      <LiveLine path={path} mapping={mapping} />
      <GroupProblems path={path} />
      {!isReadOnly && (
        <div className="row">
          <Button
            small
            icon={<IconPlus size={14} stroke={2} aria-hidden />}
            onClick={() => change({ ...condition, questions: [...questions, NONE] })}
          >
            Add a question
          </Button>
          <span className="grow" />
          <button type="button" className="link" onClick={() => setWantsFormula(true)}>
            Formula
          </button>
        </div>
      )}
    </div>
  );
}

/** What is typed so far, which may not be a whole condition yet; it follows the flow when that says something else. */
function useCondition(mapping: Mapping | undefined, onMapping: (mapping: Mapping | undefined) => void) {
  const [draft, setDraft] = useState<Condition>(() => read(mapping) ?? { join: 'all', questions: [NONE] });
  const isCurrent = sameJson(writeCondition(draft), mapping);
  const condition = isCurrent ? draft : read(mapping);
  const change = (next: Condition) => {
    setDraft(next);
    const written = writeCondition(next);
    if (!sameJson(written, mapping)) onMapping(written);
  };
  return { condition, change };
}

function read(mapping: Mapping | undefined): Condition | undefined {
  if (mapping === undefined) return { join: 'all', questions: [NONE] };
  return mapping.kind === 'formula' ? readCondition(mapping.source) : undefined;
}

type RowProps = {
  at: number;
  path: readonly string[];
  question: Question;
  isOnly: boolean;
  onChange(question: Question): void;
  onRemove(): void;
};

function QuestionRow({ at, path, question, isOnly, onChange, onRemove }: RowProps) {
  const context = useStepContext();
  const { isReadOnly } = context;
  const leftPath = useMemo(() => [...path, `${at}`, 'left'], [path, at]);
  const rightPath = useMemo(() => [...path, `${at}`, 'right'], [path, at]);
  // The two sides are fields like any other; what they say is kept in the question instead of the step.
  const inner = {
    ...context,
    problemsAt: () => [],
    mappingAt: (asked: readonly string[]) => (asked.at(-1) === 'left' ? question.left : question.right),
    setMapping(asked: readonly string[], mapping: Mapping | undefined) {
      if (asked.at(-1) === 'right') onChange({ ...question, right: rightOf(mapping) });
      else onChange({ ...question, left: mapping?.kind === 'reference' ? mapping : undefined });
    },
  };
  return (
    <div className="question">
      <StepContext value={inner}>
        <MappingField
          path={leftPath}
          label={at === 0 ? 'Value' : `Value ${at + 1}`}
          type=" "
          reading="any"
          placeholder="Pick a value"
          aside={
            !isOnly &&
            !isReadOnly && (
              <IconButton
                small
                label={`Remove question ${at + 1}`}
                icon={<IconTrash size={15} stroke={1.75} aria-hidden />}
                onClick={onRemove}
              />
            )
          }
        />
        <div className="compare">
          <select
            className="input"
            aria-label={at === 0 ? 'Comparison' : `Comparison ${at + 1}`}
            value={question.operator}
            disabled={isReadOnly}
            onChange={(event) => onChange({ ...question, operator: operatorOf(event.currentTarget.value) })}
          >
            {operators.map(({ operator, words }) => (
              <option key={operator} value={operator}>
                {words}
              </option>
            ))}
          </select>
          {hasRight(question.operator) && (
            <MappingField
              path={rightPath}
              label="Compared with"
              name={at === 0 ? 'Compared with' : `Compared with ${at + 1}`}
              type=""
              reading="any"
              placeholder="Type or plug in"
              head={false}
            />
          )}
        </div>
      </StepContext>
    </div>
  );
}

function rightOf(mapping: Mapping | undefined): Question['right'] {
  return mapping?.kind === 'reference' || mapping?.kind === 'literal' ? mapping : undefined;
}

function operatorOf(value: string): Operator {
  return operators.find(({ operator }) => operator === value)?.operator ?? 'is';
}
