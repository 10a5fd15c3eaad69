import type { EvaluationContext, Mapping } from '@patchbay/expression';
import { IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { t } from '../../../texts/t.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MappingField } from '../form/MappingField.tsx';
import { valueOfPill } from '../form/valueOfPill.ts';
import { StepContext, useStepContext } from '../stepContext.ts';
import { comparedAs, operatorChoices, operatorFor } from './comparedAs.ts';
import type { Compared } from './comparedLooks.ts';
import { hasRight, type Operator, operators, type Question } from './condition.ts';

type RowProps = {
  number: string;
  path: readonly string[];
  question: Question;
  isOnly: boolean;
  onChange(question: Question): void;
  onRemove(): void;
};

/** One question of a condition: value, comparison and value. */
export function QuestionRow({ number, path, question, isOnly, onChange, onRemove }: RowProps) {
  const context = useStepContext();
  // One object for as long as the place is the same, however often the list above is made anew.
  const key = path.join('/');
  const paths = useMemo(() => ({ left: [...key.split('/'), 'left'], right: [...key.split('/'), 'right'] }), [key]);
  const nth = number === '1' ? '' : ` ${number}`;
  // The two sides are fields like any other; what they say is kept in the question instead of the step.
  const inner = {
    ...context,
    problemsAt: () => [],
    mappingAt: (asked: readonly string[]) => (asked.at(-1) === 'left' ? question.left : question.right),
    setMapping(asked: readonly string[], mapping: Mapping | undefined) {
      if (asked.at(-1) === 'right') onChange(fitting({ ...question, right: rightOf(mapping) }));
      else onChange(fitting(askedOf(question, leftOf(mapping), context.valuesFor(asked))));
    },
  };
  const compared = comparedIn(question);
  const bin = <RemoveButton label={t('Remove question {number}', { number })} onClick={onRemove} />;
  return (
    <div className="question">
      <StepContext value={inner}>
        <MappingField
          path={paths.left}
          label={t('Value{nth}', { nth })}
          type=" "
          reading="any"
          placeholder={t('Pick a value')}
          aside={!isOnly && !context.isReadOnly && bin}
        />
        <div className="compare">
          <OperatorChoice
            label={t('Comparison{nth}', { nth })}
            question={question}
            compared={compared}
            onChange={onChange}
          />
          {hasRight(question.operator) && (
            <MappingField
              path={paths.right}
              label={t('Compared with')}
              name={t('Compared with{nth}', { nth })}
              type=""
              reading="any"
              placeholder={t('Type or plug in')}
              head={false}
            />
          )}
        </div>
      </StepContext>
    </div>
  );

  function comparedIn(asked: Question): Compared {
    return comparedAs(asked, { environment: context.environmentFor(path), values: context.valuesFor(path) });
  }

  /** Another value may be a date: what is asked of it is the same, in words and signs for dates. */
  function fitting(asked: Question): Question {
    const next = comparedIn(asked);
    return next === compared ? asked : { ...asked, operator: operatorFor(asked.operator, next) };
  }
}

type OperatorProps = { label: string; question: Question; compared: Compared; onChange(question: Question): void };

function OperatorChoice({ label, question, compared, onChange }: OperatorProps) {
  const { isReadOnly } = useStepContext();
  return (
    <select
      className="input"
      aria-label={label}
      value={question.operator}
      disabled={isReadOnly}
      onChange={(event) => onChange({ ...question, operator: operatorOf(event.currentTarget.value) })}
    >
      {operatorChoices(question.operator, compared).map(({ operator, words }) => (
        <option key={operator} value={operator}>
          {words}
        </option>
      ))}
    </select>
  );
}

/** The question about another value. Of a yes or no there is only one thing to ask, until somebody asks for more. */
function askedOf(question: Question, left: Question['left'], values: EvaluationContext): Question {
  const isYesNo = left?.kind === 'reference' && typeof valueOfPill(left, values) === 'boolean';
  const isUntouched = question.operator === 'is' && question.right === undefined;
  return { ...question, left, ...(isYesNo && isUntouched && { operator: 'yes' as const }) };
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

/** Takes a question or a group away. */
export function RemoveButton({ label, onClick }: { label: string; onClick(): void }) {
  return <IconButton small label={label} icon={<IconTrash size={15} stroke={1.75} aria-hidden />} onClick={onClick} />;
}
