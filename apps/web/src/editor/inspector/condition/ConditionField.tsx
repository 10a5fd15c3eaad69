import type { Mapping } from '@patchbay/expression';
import { IconPlus, IconTrash } from '@tabler/icons-react';
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
export function ConditionField({ field, path }: FieldProps) {
  const { mappingAt, setMapping } = useStepContext();
  const mapping = mappingAt(path);
  const { condition, change } = useCondition(mapping, (next) => setMapping(path, next));
  const [wantsFormula, setWantsFormula] = useState(false);
  if (condition === undefined || wantsFormula) {
    const back = condition === undefined ? undefined : () => setWantsFormula(false);
    return <ConditionFormula field={field} path={path} onBack={back} />;
  }
  return (
    <div className="group condition">
      <div className="group-head">
        <span className="title">{field.title}</span>
        {condition.questions.length > 1 && <JoinChoice condition={condition} onChange={change} />}
      </div>
      <p className="help">{field.description}</p>
      <Questions condition={condition} path={path} onChange={change} />
      <LiveLine path={path} mapping={mapping} />
      <GroupProblems path={path} />
      <ConditionFoot
        onAdd={() => change({ ...condition, questions: [...condition.questions, NONE] })}
        onFormula={() => setWantsFormula(true)}
      />
    </div>
  );
}

type FieldProps = { field: FormField; path: readonly string[] };

function ConditionFormula({ field, path, onBack }: FieldProps & { onBack: (() => void) | undefined }) {
  return (
    <div>
      <MappingField
        path={path}
        label={field.title}
        type="Yes or no"
        hint={field.description}
        reading="any"
        required
        placeholder="Plug in a yes or no"
      />
      {onBack && (
        <button type="button" className="link add" onClick={onBack}>
          Back to the questions
        </button>
      )}
    </div>
  );
}

type ConditionProps = { condition: Condition; onChange(condition: Condition): void };

function JoinChoice({ condition, onChange }: ConditionProps) {
  const { isReadOnly } = useStepContext();
  return (
    <select
      aria-label="How many must hold"
      className="join"
      value={condition.join}
      disabled={isReadOnly}
      onChange={(event) => onChange({ ...condition, join: event.currentTarget.value === 'any' ? 'any' : 'all' })}
    >
      <option value="all">all must hold</option>
      <option value="any">any is enough</option>
    </select>
  );
}

function Questions({ condition, path, onChange }: ConditionProps & { path: readonly string[] }) {
  const { questions } = condition;
  const set = (next: Question[]) => onChange({ ...condition, questions: next });
  // Questions have no identity but their place.
  const placed = questions.map((question, at) => ({ question, at, key: `question ${at}` }));
  return placed.map(({ question, at, key }) => (
    <QuestionRow
      key={key}
      at={at}
      path={path}
      question={question}
      isOnly={questions.length === 1}
      onChange={(next) => set(questions.map((old, index) => (index === at ? next : old)))}
      onRemove={() => set(questions.filter((_, index) => index !== at))}
    />
  ));
}

function ConditionFoot({ onAdd, onFormula }: { onAdd(): void; onFormula(): void }) {
  const { isReadOnly } = useStepContext();
  if (isReadOnly) return null;
  return (
    <div className="row">
      <Button small icon={<IconPlus size={14} stroke={2} aria-hidden />} onClick={onAdd}>
        Add a question
      </Button>
      <span className="grow" />
      <button type="button" className="link" onClick={onFormula}>
        Formula
      </button>
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
  const paths = useMemo(() => ({ left: [...path, `${at}`, 'left'], right: [...path, `${at}`, 'right'] }), [path, at]);
  const nth = at === 0 ? '' : ` ${at + 1}`;
  // The two sides are fields like any other; what they say is kept in the question instead of the step.
  const inner = {
    ...context,
    problemsAt: () => [],
    mappingAt: (asked: readonly string[]) => (asked.at(-1) === 'left' ? question.left : question.right),
    setMapping(asked: readonly string[], mapping: Mapping | undefined) {
      if (asked.at(-1) === 'right') onChange({ ...question, right: rightOf(mapping) });
      else onChange({ ...question, left: leftOf(mapping) });
    },
  };
  const bin = (
    <IconButton
      small
      label={`Remove question ${at + 1}`}
      icon={<IconTrash size={15} stroke={1.75} aria-hidden />}
      onClick={onRemove}
    />
  );
  return (
    <div className="question">
      <StepContext value={inner}>
        <MappingField
          path={paths.left}
          label={`Value${nth}`}
          type=" "
          reading="any"
          placeholder="Pick a value"
          aside={!isOnly && !context.isReadOnly && bin}
        />
        <div className="compare">
          <OperatorChoice label={`Comparison${nth}`} question={question} onChange={onChange} />
          {hasRight(question.operator) && (
            <MappingField
              path={paths.right}
              label="Compared with"
              name={`Compared with${nth}`}
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

type OperatorProps = { label: string; question: Question; onChange(question: Question): void };

function OperatorChoice({ label, question, onChange }: OperatorProps) {
  const { isReadOnly } = useStepContext();
  return (
    <select
      className="input"
      aria-label={label}
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
  );
}

function leftOf(mapping: Mapping | undefined): Question['left'] {
  return mapping?.kind === 'reference' || mapping?.kind === 'formula' ? mapping : undefined;
}

function rightOf(mapping: Mapping | undefined): Question['right'] {
  return mapping?.kind === 'literal' ? mapping : leftOf(mapping);
}

function operatorOf(value: string): Operator {
  return operators.find(({ operator }) => operator === value)?.operator ?? 'is';
}
