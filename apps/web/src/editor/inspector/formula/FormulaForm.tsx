import {
  type Formula,
  type FormulaArgument,
  type FunctionDoc,
  type FunctionGroup,
  functions,
  type Json,
  type Reference,
  readCall,
} from '@patchbay/expression';
import { T } from '../../../texts/T.tsx';
import { t } from '../../../texts/t.ts';
import { told } from '../../../texts/told.ts';
import { humanise } from '../data/humanise.ts';
import { mappingOf, partsOf } from '../form/editorValue.ts';
import { Pill } from '../form/Pill.tsx';
import { useDraw } from '../form/PillInput.tsx';
import { useStepContext } from '../stepContext.ts';
import { CLOCK, chainOf, type Link, writeChain } from './chain.ts';
import { functionTitle } from './functionWords.ts';
import { typedText } from '../../../ui/typedText.ts';

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
  ({ name, parameters }) => !name.includes('.') && parameters.length > 0 && name !== 'has' && !CLOCK.has(name),
);

type Props = { pill: Formula | Reference; path: readonly string[]; onChange(pill: Formula | Reference): void };

/** What a pill does with its value as a form: one function after the other, each with its arguments. */
export function FormulaForm({ pill, path, onChange }: Props) {
  const { isReadOnly } = useStepContext();
  const draw = useDraw(path);
  const chain = chainOf(pill);
  if (chain === undefined) {
    return <p className="muted">{t('This formula does more than a form can show. Change it as text.')}</p>;
  }
  const { value, calls } = chain;
  const set = (next: readonly Link[]) => onChange(writeChain({ value, calls: next }));
  const choose = (at: number, name: string) => {
    const chosen = simple.find((candidate) => candidate.name === name);
    set(calls.toSpliced(at, 1, ...(chosen === undefined ? [] : [{ name, rest: firstArguments(chosen) }])));
  };
  const last = simple.find(({ name }) => name === calls.at(-1)?.name);
  const mayAdd = !isReadOnly || calls.length === 0;
  return (
    <div className="formula-form">
      <div className="row">
        <Pill {...draw(value)} />
      </div>
      {[...calls.keys()].map((at) => (
        <LinkForm
          // The functions of a chain are told apart by their place.
          key={`link ${at}`}
          at={at}
          link={calls[at] ?? NO_LINK}
          onChoose={(name) => choose(at, name)}
          onChange={(next) => set(calls.with(at, next))}
        />
      ))}
      {last !== undefined && <FunctionHelp known={last} />}
      {mayAdd && <FunctionChoice at={calls.length} name={undefined} onChoose={(name) => choose(calls.length, name)} />}
    </div>
  );
}

const NO_LINK: Link = { name: '', rest: [] };

type LinkProps = { at: number; link: Link; onChoose(name: string): void; onChange(link: Link): void };

function LinkForm({ at, link, onChoose, onChange }: LinkProps) {
  const { isReadOnly } = useStepContext();
  const { name, rest } = link;
  const setArgument = (place: number, argument: FormulaArgument | undefined) => {
    const args = [...rest];
    if (argument === undefined) args.splice(place);
    else args[place] = argument;
    onChange({ name, rest: args });
  };
  return (
    <>
      <FunctionChoice at={at} name={name} onChoose={onChoose} />
      {simple
        .find((candidate) => candidate.name === name)
        ?.parameters.slice(1)
        .map((parameter, place) => (
          <Argument
            key={parameter.name}
            parameter={parameter}
            value={rest[place]}
            // Arguments are told apart by their place: one can be given only when all before it are.
            isDisabled={isReadOnly || place > rest.length}
            onChange={(argument) => setArgument(place, argument)}
          />
        ))}
    </>
  );
}

function FunctionHelp({ known }: { known: FunctionDoc }) {
  return (
    <p className="help">
      <T
        text="{sentence} {formula} gives {result}."
        sentence={told({ message: known.sentence })}
        formula={<code>{known.example.formula}</code>}
        result={<code>{JSON.stringify(known.example.result)}</code>}
      />
    </p>
  );
}

type ChoiceProps = { at: number; name: string | undefined; onChoose(name: string): void };

function FunctionChoice({ at, name, onChoose }: ChoiceProps) {
  const { isReadOnly } = useStepContext();
  return (
    <label>
      {at === 0 ? t('What to do with it') : t('And then')}
      <select
        className="input"
        value={name ?? ''}
        disabled={isReadOnly}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="">{at === 0 ? t('Nothing, as it is') : t('Nothing more')}</option>
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
        onChange={(event) => set(typedText(event.currentTarget.value))}
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
