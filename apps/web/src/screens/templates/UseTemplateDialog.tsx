import { useState } from 'react';
import { T } from '../../texts/T.tsx';
import { t, tn } from '../../texts/t.ts';
import { FormDialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { TemplatePage } from './TemplateScreen.tsx';
import { choiceOf, firstWish, type TableWish, wishProblem } from './tableChoices.ts';
import { useStartFromTemplate } from './useTemplates.ts';

/** Asks which table the flow is to work with before it is made: a new one, or one that is there. */
export function UseTemplateDialog({ page, onClose }: { page: TemplatePage; onClose(): void }) {
  const { busy, start } = useStartFromTemplate();
  const [wishes, setWishes] = useState(() => page.tables.map(firstWish));
  const [isAsked, setAsked] = useState(false);
  const change = (wish: TableWish) => setWishes(wishes.map((one) => (one.key === wish.key ? wish : one)));
  const submit = () => {
    setAsked(true);
    if (wishes.every((wish) => wishProblem(wish) === undefined)) start(page.id, wishes.map(choiceOf));
  };
  const isOne = page.tables.length === 1;
  return (
    <FormDialog
      title={t('Use “{name}”', { name: page.name })}
      opened
      width={520}
      onClose={onClose}
      onSubmit={submit}
      submit={t('Make the flow')}
      busy={busy !== undefined}
    >
      <p className="sentence muted">
        {isOne ? t('This flow keeps its data in a table.') : t('This flow keeps its data in tables.')}{' '}
        {t('You can look into it and change it at any time.')}
      </p>
      {wishes.map((wish) => {
        const table = page.tables.find(({ key }) => key === wish.key);
        return table && <Choice key={wish.key} table={table} wish={wish} isAsked={isAsked} onChange={change} />;
      })}
    </FormDialog>
  );
}

type ChoiceProps = {
  table: TemplatePage['tables'][number];
  wish: TableWish;
  isAsked: boolean;
  onChange(wish: TableWish): void;
};

function Choice({ table, wish, isAsked, onChange }: ChoiceProps) {
  const isNew = wish.use === '';
  return (
    <fieldset className="table-choice">
      <legend>{table.holds}</legend>
      {table.fits.map(({ id, name, rowCount }) => (
        <label key={id} className="pick">
          <input
            type="radio"
            name={table.key}
            checked={wish.use === id}
            onChange={() => onChange({ ...wish, use: id })}
          />
          <span>
            <T text="Use <b>{name}</b>, which is there" b={<b />} name={name} />{' '}
            <span className="small dim">{tn(rowCount, '1 row', '{count} rows')}</span>
          </span>
        </label>
      ))}
      {table.fits.length > 0 && (
        <label className="pick">
          <input type="radio" name={table.key} checked={isNew} onChange={() => onChange({ ...wish, use: '' })} />
          {t('Make a new table')}
        </label>
      )}
      {isNew && (
        <div className="new-table">
          <TextField
            label={t('Name of the new table')}
            value={wish.name}
            maxLength={80}
            error={isAsked ? wishProblem(wish) : undefined}
            onText={(name) => onChange({ ...wish, name })}
          />
          <p className="small muted">{columnWords(table)}</p>
          <label className="pick">
            <input
              type="checkbox"
              checked={wish.withRows}
              onChange={() => onChange({ ...wish, withRows: !wish.withRows })}
            />
            {tn(table.sample.length, 'Begin with its sample row', 'Begin with its {count} sample rows')}
          </label>
        </div>
      )}
    </fieldset>
  );
}

function columnWords({ columns }: ChoiceProps['table']): string {
  return t('Columns: {names}', { names: columns.map(({ name }) => name).join(', ') });
}
