import {
  type Formula,
  type FormulaArgument,
  type FunctionDoc,
  type FunctionGroup,
  functions,
  type Json,
  type Reference,
  readCall,
  writeCall,
} from '@patchbay/expression';
import { T } from '../../../texts/T.tsx';
import { t } from '../../../texts/t.ts';
import { humanise } from '../data/humanise.ts';
import { mappingOf, partsOf } from '../form/editorValue.ts';
import { Pill } from '../form/Pill.tsx';
import { useDraw } from '../form/PillInput.tsx';
import { useStepContext } from '../stepContext.ts';
import { functionTitle } from './functionWords.ts';

const GROUPS: Record<FunctionGroup, string> = {
  text: t('Text'),
  number: t('Numbers'),
  date: t('Dates'),
  list: t('Lists'),
  logic: t('Logic'),
  json: t('Data'),
};

/** Functions of a value and typed arguments: those a form can show. */
const simple = functions.filter(
  ({ name, parameters }) => !name.includes('.') && parameters.length > 0 && name !== 'has',
);

type Props = { pill: Formula | Reference; path: readonly string[]; onChange(pill: Formula | Reference): void };

/** A pill's function as a form: which one, and its arguments. */
export function FormulaForm({ pill, path, onChange }: Props) {
  const { isReadOnly } = useStepContext();
  const draw = useDraw(path);
  const shape = shapeOf(pill);
  if (shape === undefined) {
    return <p className="muted">{t('This formula does more than a form can show. Change it as text.')}</p>;
  }
  const { value, name, rest } = shape;
  const known = simple.find((candidate) => candidate.name === name);
  const choose = (next: string) => {
    const chosen = simple.find((candidate) => candidate.name === next);
    onChange(chosen === undefined ? value : written(chosen.name, value, firstArguments(chosen)));
  };
  const setArgument = (at: number, argument: FormulaArgument | undefined) => {
    const args = [...rest];
    if (argument === undefined) args.splice(at);
    else args[at] = argument;
    onChange(written(name ?? '', value, args));
  };
  return (
    <div className="formula-form">
      <div className="row">
        <Pill {...draw(value)} />
      </div>
      <FunctionChoice name={name} isReadOnly={isReadOnly} onChoose={choose} />
      {known?.parameters.slice(1).map((parameter, at) => (
        <Argument
          key={parameter.name}
          parameter={parameter}
          value={rest[at]}
          // Arguments are told apart by their place: one can be given only when all before it are.
          isDisabled={isReadOnly || at > rest.length}
          onChange={(argument) => setArgument(at, argument)}
        />
      ))}
      {known !== undefined && (
        <p className="help">
          <T
            text="{sentence} {formula} gives {result}."
            sentence={known.sentence}
            formula={<code>{known.example.formula}</code>}
            result={<code>{JSON.stringify(known.example.result)}</code>}
          />
        </p>
      )}
    </div>
  );
}

type ChoiceProps = { name: string | undefined; isReadOnly: boolean; onChoose(name: string): void };

function FunctionChoice({ name, isReadOnly, onChoose }: ChoiceProps) {
  return (
    <label>
      {t('What to do with it')}
      <select
        className="input"
        value={name ?? ''}
        disabled={isReadOnly}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="">{t('Nothing, as it is')}</option>
        {Object.entries(GROUPS).map(([group, title]) => (
          <optgroup key={group} label={title}>
            {simple
              .filter((candidate) => candidate.group === group)
              .map((candidate) => (
                <option key={candidate.name} value={candidate.name}>
                  {functionTitle(candidate.name)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

type Shape = { value: Reference; name: string | undefined; rest: FormulaArgument[] };

function shapeOf(pill: Formula | Reference): Shape | undefined {
  if (pill.kind === 'reference') return { value: pill, name: undefined, rest: [] };
  const call = readCall(pill.source);
  const [value, ...rest] = call?.args ?? [];
  if (call === undefined || value?.kind !== 'reference' || rest.some(({ kind }) => kind === 'call')) return undefined;
  return { value, name: call.name, rest };
}

function written(name: string, value: Reference, rest: readonly FormulaArgument[]): Formula {
  return { kind: 'formula', source: writeCall({ name, args: [value, ...rest] }) };
}

/** What the required arguments start as: the example's own, so that the preview shows something at once. */
function firstArguments({ example, parameters }: FunctionDoc): FormulaArgument[] {
  const shown = readCall(example.formula)?.args.slice(1) ?? [];
  return parameters.slice(1).flatMap((parameter, at): FormulaArgument[] => {
    if (parameter.optional === true && at > 0) return [];
    const argument = shown[at];
    return [argument?.kind === 'literal' ? argument : { kind: 'literal', value: parameter.kind === 'number' ? 0 : '' }];
  });
}

type ArgumentProps = {
  parameter: FunctionDoc['parameters'][number];
  value: FormulaArgument | undefined;
  isDisabled: boolean;
  onChange(argument: FormulaArgument | undefined): void;
};

function Argument({ parameter, value, isDisabled, onChange }: ArgumentProps) {
  const label = humanise(parameter.name);
  const literal: Json | undefined = value?.kind === 'literal' ? value.value : undefined;
  const reading = parameter.kind === 'number' || parameter.kind === 'any' ? 'any' : 'text';
  const shown =
    partsOf(literal === undefined ? undefined : { kind: 'literal', value: literal }, reading)?.join('') ?? '';
  if (value?.kind === 'reference')
    return <p className="muted">{t('{label} is plugged in. Change it as text.', { label })}</p>;
  const set = (text: string) => {
    const mapping = mappingOf(text === '' ? [] : [text], reading);
    const isGone = mapping === undefined && parameter.optional === true;
    onChange(isGone ? undefined : { kind: 'literal', value: mapping?.kind === 'literal' ? mapping.value : '' });
  };
  return (
    <label>
      {label}
      {parameter.optional === true && <span className="dim"> {t('optional')}</span>}
      <input
        className="input"
        value={shown}
        disabled={isDisabled}
        list={parameter.choices && `choices-${parameter.name}`}
        onChange={(event) => set(event.currentTarget.value)}
      />
      {parameter.choices && (
        <datalist id={`choices-${parameter.name}`}>
          {parameter.choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </label>
  );
}
