import type { Mapping } from '@patchbay/expression';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { sameJson } from '../../document/sameJson.ts';
import type { FormField } from '../form/fieldsOf.ts';
import { GroupProblems } from '../form/GroupHead.tsx';
import { LiveLine, MappingField } from '../form/MappingField.tsx';
import { useStepContext } from '../stepContext.ts';
import { type Condition, isGroup, type Question, readCondition, writeCondition } from './condition.ts';
import { QuestionRow, RemoveButton } from './QuestionRow.tsx';

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
        onAdd={() => change(withPart(condition, NONE))}
        onGroup={() => change(withPart(condition, newGroup(condition)))}
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
        type={t('Yes or no')}
        hint={field.description}
        reading="any"
        required
        placeholder={t('Plug in a yes or no')}
      />
      {onBack && (
        <button type="button" className="link add" onClick={onBack}>
          {t('Back to the questions')}
        </button>
      )}
    </div>
  );
}

type ConditionProps = { condition: Condition; onChange(condition: Condition): void };

function withPart(condition: Condition, part: Question | Condition): Condition {
  return { ...condition, questions: [...condition.questions, part] };
}

/** Of the other kind than what it stands in: all within any, any within all. */
function newGroup({ join }: Condition): Condition {
  return { join: join === 'all' ? 'any' : 'all', questions: [NONE, NONE] };
}

function JoinChoice({ condition, onChange, of = '' }: ConditionProps & { of?: string }) {
  const { isReadOnly } = useStepContext();
  return (
    <select
      aria-label={t('How many must hold{of}', { of })}
      className="join"
      value={condition.join}
      disabled={isReadOnly}
      onChange={(event) => onChange({ ...condition, join: event.currentTarget.value === 'any' ? 'any' : 'all' })}
    >
      <option value="all">{t('all must hold')}</option>
      <option value="any">{t('any is enough')}</option>
    </select>
  );
}

type PartsProps = ConditionProps & { path: readonly string[]; number?: string };

/** `number` is that of the group they stand in, with its dot: the second question of group 3 is 3.2. */
function Questions({ condition, path, number = '', onChange }: PartsProps) {
  const { questions } = condition;
  const set = (next: Condition['questions']) => onChange({ ...condition, questions: next });
  // Questions have no identity but their place.
  const placed = questions.map((part, at) => ({ part, at, key: `question ${number}${at}` }));
  return placed.map(({ part, at, key }) => {
    const common = {
      number: `${number}${at + 1}`,
      path: [...path, `${at}`],
      onChange: (next: Question | Condition) => set(questions.map((old, index) => (index === at ? next : old))),
      onRemove: () => set(questions.filter((_, index) => index !== at)),
    };
    return isGroup(part) ? (
      <GroupBox key={key} {...common} group={part} />
    ) : (
      <QuestionRow key={key} {...common} question={part} isOnly={questions.length === 1} />
    );
  });
}

type GroupProps = {
  number: string;
  path: readonly string[];
  group: Condition;
  onChange(group: Condition): void;
  onRemove(): void;
};

/** Questions that count as one: a box of its own among the others. */
function GroupBox({ number, path, group, onChange, onRemove }: GroupProps) {
  const { isReadOnly } = useStepContext();
  const change = (next: Condition) => (next.questions.length === 0 ? onRemove() : onChange(next));
  return (
    <fieldset className="question-group" aria-label={t('Group {number}', { number })}>
      <div className="group-head">
        <span className="title">{t('Group')}</span>
        <JoinChoice condition={group} of={t(' in group {number}', { number })} onChange={onChange} />
        {!isReadOnly && <RemoveButton label={t('Remove group {number}', { number })} onClick={onRemove} />}
      </div>
      <Questions condition={group} path={path} number={`${number}.`} onChange={change} />
      {!isReadOnly && (
        <div className="row">
          <AddButton
            label={t('Add a question to group {number}', { number })}
            onClick={() => onChange(withPart(group, NONE))}
          >
            {t('Add a question')}
          </AddButton>
        </div>
      )}
    </fieldset>
  );
}

function AddButton({ label, children, onClick }: { label?: string; children: string; onClick(): void }) {
  return (
    <Button small aria-label={label} icon={<IconPlus size={14} stroke={2} aria-hidden />} onClick={onClick}>
      {children}
    </Button>
  );
}

type FootProps = { onAdd(): void; onGroup(): void; onFormula(): void };

function ConditionFoot({ onAdd, onGroup, onFormula }: FootProps) {
  const { isReadOnly } = useStepContext();
  if (isReadOnly) return null;
  return (
    <div className="row">
      <AddButton onClick={onAdd}>{t('Add a question')}</AddButton>
      <AddButton onClick={onGroup}>{t('Add a group')}</AddButton>
      <span className="grow" />
      <button type="button" className="link" onClick={onFormula}>
        {t('Formula')}
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
