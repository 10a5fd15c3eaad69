import { fieldKinds, typedByHand } from '@patchbay/flow';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/TextField.tsx';
import type { FormField } from '../form/fieldsOf.ts';
import { GroupHead, GroupProblems } from '../form/GroupHead.tsx';
import { moved } from '../form/moved.ts';
import { RowCard } from '../form/RowCard.tsx';
import { useStepContext } from '../stepContext.ts';
import {
  hasChoices,
  kindLabels,
  listFrom,
  newQuestion,
  type Question,
  questionsFrom,
  usedNames,
  withLabel,
} from './questions.ts';
import { typedText } from '../../../ui/typedText.ts';

/** The questions of a form, one a row: what is asked, of which kind the answer is, and whether there has to be one. */
export function QuestionsField({ field, path }: { field: FormField; path: readonly string[] }) {
  const { isReadOnly } = useStepContext();
  const { questions, used, set } = useQuestions(path);
  const [added, setAdded] = useState<number>();
  const add = () => {
    setAdded(questions.length);
    set([...questions, newQuestion(questions)]);
  };
  return (
    <div className="group">
      <GroupHead title={field.title} type="" hint={field.description} isOpen />
      <GroupProblems path={path} />
      <div className="row-cards">
        {[...questions.entries()].map(([at, question]) => (
          <QuestionCard
            key={`question ${at}`}
            question={question}
            at={at}
            count={questions.length}
            isNew={at === added}
            onLabel={(label, isKindChosen) => {
              const others = questions.filter((_, other) => other !== at);
              const isUsed = used.has(question.name);
              set(questions.with(at, withLabel(question, label, { others, isUsed, isKindChosen })));
            }}
            onChange={(part) => set(questions.with(at, { ...question, ...part }))}
            onMove={(to) => set(moved(questions, at, to))}
            onRemove={() => set(questions.filter((_, other) => other !== at))}
          />
        ))}
        {!isReadOnly && (
          <div>
            <Button small icon={<IconPlus size={14} stroke={2} aria-hidden />} onClick={add}>
              {t('Add a question')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function useQuestions(path: readonly string[]) {
  const { mappingAt, setMapping, flow, step } = useStepContext();
  const mapping = mappingAt(path);
  const used = useMemo(() => usedNames(flow, step.id), [flow, step.id]);
  return {
    questions: questionsFrom(mapping && typedByHand(mapping)),
    used,
    set(next: readonly Question[]) {
      setMapping(path, next.length === 0 ? undefined : { kind: 'literal', value: listFrom(next) });
    },
  };
}

type CardProps = {
  question: Question;
  at: number;
  count: number;
  isNew: boolean;
  onLabel(label: string, isKindChosen: boolean): void;
  onChange(part: Partial<Question>): void;
  onMove(to: number): void;
  onRemove(): void;
};

function QuestionCard({ question, at, count, isNew, onLabel, onChange, onMove, onRemove }: CardProps) {
  const { isReadOnly } = useStepContext();
  const { label, kind, required, help, choices } = question;
  const [isKindChosen, setKindChosen] = useState(false);
  const head = (
    <input
      className="row-name"
      aria-label={t('Question {value}', { value: at + 1 })}
      placeholder={t('What do you ask?')}
      value={label}
      readOnly={isReadOnly}
      // biome-ignore lint/a11y/noAutofocus: the person just asked for this row
      autoFocus={isNew}
      maxLength={200}
      onChange={(event) => onLabel(typedText(event.currentTarget.value), isKindChosen)}
    />
  );
  return (
    <RowCard label={t('question {value}', { value: at + 1 })} head={head} {...{ at, count, onMove, onRemove }}>
      <div className="fields">
        <SelectField
          label={t('Kind of answer')}
          value={kind}
          disabled={isReadOnly}
          options={fieldKinds.map((value) => ({ value, label: kindLabels[value] }))}
          onText={(text) => {
            setKindChosen(true);
            onChange({ kind: fieldKinds.find((known) => known === text) ?? 'text' });
          }}
        />
        {hasChoices(kind) && (
          <TextArea
            label={t('Choices, one a line')}
            rows={Math.min(8, Math.max(3, choices.split('\n').length))}
            readOnly={isReadOnly}
            value={choices}
            onText={(text) => onChange({ choices: text })}
          />
        )}
        <label className="tick-line">
          <input
            type="checkbox"
            checked={required}
            disabled={isReadOnly}
            onChange={(event) => onChange({ required: event.currentTarget.checked })}
          />
          {kind === 'consent' ? t('Has to be ticked') : t('Has to be answered')}
        </label>
        <Help text={help} onText={(text) => onChange({ help: text })} />
      </div>
    </RowCard>
  );
}

/** Most questions need none, so that its field is there when it is asked for. */
function Help({ text, onText }: { text: string; onText(text: string): void }) {
  const { isReadOnly } = useStepContext();
  const [isOpen, setOpen] = useState(false);
  if (isOpen || text !== '') {
    const shared = { label: t('Help'), type: t('Optional'), maxLength: 300, readOnly: isReadOnly };
    return <TextField {...shared} autoFocus={text === ''} value={text} onText={onText} />;
  }
  if (isReadOnly) return null;
  return (
    <div>
      <button type="button" className="link add" onClick={() => setOpen(true)}>
        {t('Add a help sentence')}
      </button>
    </div>
  );
}
