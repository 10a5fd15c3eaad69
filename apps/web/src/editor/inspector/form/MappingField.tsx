import { previewMapping } from '@patchbay/execution';
import { type EvaluationContext, type Mapping, type Reference, referencesIn } from '@patchbay/expression';
import { lazy, type RefObject, Suspense, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { t } from '../../../texts/t.ts';
import { told } from '../../../texts/told.ts';
import type { JSONSchema } from '../data/jsonSchema.ts';
import { emptyWords, resultText } from '../data/sampleText.ts';
import { useGhost } from '../proposals/proposalsContext.ts';
import { usePicker, useStepContext } from '../stepContext.ts';
import { takesDrops } from '../picker/plugTargets.ts';
import { isPlugged, mappingOf, type Part, partsOf, type Reading } from './editorValue.ts';
import { FieldShell } from './FieldShell.tsx';
import { NoSample } from './NoSample.tsx';
import { PillInput } from './PillInput.tsx';
import { pillsOf } from './pills.ts';
import { ReadableDate } from './ReadableDate.tsx';
import { sampleFixes } from './sampleFixes.ts';
import { valueOfPill } from './valueOfPill.ts';

const PillPanel = lazy(() => import('../formula/PillPanel.tsx').then((module) => ({ default: module.PillPanel })));

export type MappingFieldProps = {
  path: readonly string[];
  label: string;
  /** The field's accessible name, where the label on the screen says less. */
  name?: string;
  type: string;
  hint?: string;
  reading: Reading;
  placeholder?: string;
  isMultiline?: boolean;
  required?: boolean;
  aside?: React.ReactNode;
  /** Stands in place of the label. */
  head?: React.ReactNode;
  /** The schema of a field for dates or numbers, whose values can be converted by how they are written. */
  converts?: JSONSchema;
  /** Whatever stands in it is read by people as it is. */
  isProse?: boolean;
};

/** A field that is typed, plugged, or both: text with pills in it. */
export function MappingField(props: MappingFieldProps) {
  const { path, label, type, hint, reading, placeholder = '', isMultiline = false, required } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const { canPlug } = useStepContext();
  const field = useMappingField(props, { id, box });
  const { mapping, pill, hasError } = field;
  const hasGhost = useGhost(path) !== undefined;
  useDrops(box, field.plug);
  const panel = pill !== undefined && (
    <Suspense>
      <PillPanel
        path={path}
        mapping={mapping}
        reading={reading}
        index={pill}
        takesFocus={field.isByKey}
        onClose={field.closePill}
      />
    </Suspense>
  );
  return (
    <FieldShell
      id={id}
      path={path}
      label={label}
      type={required === true || type !== '' ? type : t('Optional')}
      hint={hint}
      plug={hasError ? 'fail' : isPlugged(mapping) ? 'lit' : undefined}
      onSocket={field.openPicker}
      onLabel={field.focus}
      isTouched={field.isTouched}
      boxRef={box}
      aside={props.aside}
      head={props.head}
      onReplace={field.replace}
      fixes={field.fixes}
      live={field.isBroken ? null : <Live {...props} mapping={mapping} onMapping={field.set} />}
      below={panel}
      takesGhost
    >
      <PillInput
        id={id}
        path={path}
        label={label}
        mapping={mapping}
        reading={reading}
        placeholder={hasGhost ? '' : placeholder === '' && canPlug ? t('Type, or press / for data') : placeholder}
        isMultiline={isMultiline}
        attributes={attributesOf({ id, name: props.name, hint, hasError, required, isMultiline, hasGhost })}
        box={() => box.current}
        onMapping={field.set}
        onPill={field.togglePill}
      />
    </FieldShell>
  );
}

type FieldParts = { id: string; box: RefObject<HTMLDivElement | null> };

function useMappingField({ path, reading, converts }: MappingFieldProps, { id, box }: FieldParts) {
  const { mappingAt, setMapping, problemsAt, environmentFor, valuesFor } = useStepContext();
  const picker = usePicker();
  const [wasActive, setWasActive] = useState(false);
  const [pill, setPill] = useState<number>();
  const [isByKey, setByKey] = useState(false);
  const mapping = mappingAt(path);
  const isActive = picker.active?.id === id;
  if (isActive && !wasActive) setWasActive(true);
  // Whoever goes on to another field is done with this one's pill.
  if (pill !== undefined && picker.active !== undefined && !isActive) setPill(undefined);
  const focus = () => box.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus();
  const openPicker = () => {
    focus();
    picker.ask('');
  };
  const problems = problemsAt(path);
  return {
    mapping,
    pill,
    isByKey,
    closePill() {
      setPill(undefined);
      if (isByKey) focus();
    },
    focus,
    openPicker,
    isTouched: wasActive && !isActive,
    isBroken: problems.some(({ code }) => code.startsWith('reference_')),
    fixes:
      converts === undefined
        ? []
        : sampleFixes(mapping, {
            expected: converts,
            environment: environmentFor(path),
            sample: sampleFor(mapping, valuesFor(path)),
          }),
    hasError: isPlugged(mapping) && problems.some(({ severity }) => severity === 'error'),
    /** Puts a value behind what is there. */
    plug: (value: Reference) => setMapping(path, mappingOf([...(partsOf(mapping, reading) ?? []), value], reading)),
    set(next: Mapping | undefined) {
      setMapping(path, next);
      const added = newEmptyFormula(mapping, next, reading);
      if (added !== undefined) setPill(added);
      // A pill more or less in the text: the open panel would be another pill's.
      else if (countPills(next, reading) !== countPills(mapping, reading)) setPill(undefined);
    },
    replace() {
      setMapping(path, undefined);
      requestAnimationFrame(openPicker);
    },
    togglePill(index: number, by?: 'pointer' | 'key') {
      picker.hide();
      setByKey(by === 'key');
      setPill(pill === index ? undefined : index);
    },
  };
}

/** Lets values of the picker be dropped on the field. */
function useDrops(box: RefObject<HTMLDivElement | null>, plug: (value: Reference) => void) {
  const { canPlug, isReadOnly } = useStepContext();
  const take = useEffectEvent(plug);
  const isOpen = canPlug && !isReadOnly;
  useEffect(
    () => (box.current !== null && isOpen ? takesDrops(box.current, (value) => take(value)) : undefined),
    [box, isOpen],
  );
}

function sampleFor(mapping: Mapping | undefined, values: EvaluationContext): unknown {
  return mapping?.kind === 'reference' ? valueOfPill(mapping, values) : undefined;
}

type Described = {
  id: string;
  name: string | undefined;
  hint: string | undefined;
  hasError: boolean;
  required: boolean | undefined;
  isMultiline: boolean;
  hasGhost: boolean;
};

function attributesOf({
  id,
  name,
  hint,
  hasError,
  required,
  isMultiline,
  hasGhost,
}: Described): Record<string, string> {
  const described = [hasGhost && `${id}-ghost`, hint !== undefined && `${id}-hint`, hasError && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  return {
    id,
    role: 'textbox',
    'aria-multiline': String(isMultiline),
    ...(name === undefined ? { 'aria-labelledby': `${id}-label` } : { 'aria-label': name }),
    ...(described !== '' && { 'aria-describedby': described }),
    ...(hasError && { 'aria-invalid': 'true' }),
    ...(required === true && { 'aria-required': 'true' }),
  };
}

function countPills(mapping: Mapping | undefined, reading: Reading): number {
  return pillsOf(partsOf(mapping, reading) ?? []).length;
}

/** The pill that was just put in without a formula: it opens at once, since an empty one means nothing. */
function newEmptyFormula(before: Mapping | undefined, next: Mapping | undefined, reading: Reading): number | undefined {
  const pills = (mapping: Mapping | undefined) => pillsOf(partsOf(mapping, reading) ?? []);
  const isEmpty = (part: Part) => typeof part !== 'string' && part.kind === 'formula' && part.source === '';
  const found = pills(next).findIndex(isEmpty);
  return found >= 0 && !pills(before).some(isEmpty) ? found : undefined;
}

type LiveProps = MappingFieldProps & {
  mapping: Mapping | undefined;
  onMapping(mapping: Mapping): void;
};

function Live({ path, reading, isProse = false, mapping, onMapping }: LiveProps) {
  return (
    <>
      <LiveLine path={path} mapping={mapping} />
      {(isProse || mapping?.kind === 'template') && (
        <ReadableDate path={path} parts={partsOf(mapping, reading) ?? []} {...{ reading, onMapping }} />
      )}
    </>
  );
}

/** What the field gives on the samples: "= Order 1042 for Ann". */
export function LiveLine({ path, mapping }: { path: readonly string[]; mapping: Mapping | undefined }) {
  const { valuesFor, samples } = useStepContext();
  if (mapping === undefined || !isPlugged(mapping)) return null;
  const values = valuesFor(path);
  const preview = previewMapping(mapping, values);
  if (!preview.ok)
    return mapping.kind === 'formula' && mapping.source === '' ? null : (
      <div className="live" data-bad>
        {told(preview)}
      </div>
    );
  if (preview.value !== undefined) return <ResultLine value={preview.value} />;
  // What a mock makes up may lack what a try would bring; an example or a try is taken at its word.
  const hasNoSample = referencesIn(mapping).some(({ step }) => (samples.of(step)?.from ?? 'sample') === 'sample');
  return hasNoSample ? <NoSample /> : <ResultLine value={undefined} />;
}

function ResultLine({ value }: { value: unknown }) {
  return (
    <div className="live" data-empty={emptyWords(value) !== undefined || undefined}>
      {resultText(value)}
    </div>
  );
}
