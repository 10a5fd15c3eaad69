import { checkMapping } from '@patchbay/expression';
import { useEffect, useEffectEvent, useRef } from 'react';
import { t } from '../../../texts/t.ts';
import { told } from '../../../texts/told.ts';
import { sampleText } from '../data/sampleText.ts';
import { withNames } from '../form/pillFace.ts';
import { useStepContext } from '../stepContext.ts';
import { createFormulaEditor, type FormulaEditor } from './formulaEditor.ts';
import { formulaFields } from './formulaFields.ts';

type Props = { source: string; path: readonly string[]; onSource(source: string): void };

/** A formula as text, with completion over functions and fields, and what is wrong with it where it is. */
export function FormulaText({ source, path, onSource }: Props) {
  const { environmentFor, valuesFor, flow, isReadOnly } = useStepContext();
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<FormulaEditor>(undefined);
  const environment = environmentFor(path);
  const problems = source.trim() === '' ? [] : checkMapping({ kind: 'formula', source }, { environment });
  const changed = useEffectEvent((text: string) => text !== source && onSource(text));
  const fields = useEffectEvent(() =>
    formulaFields(environment, {
      nameOf: (step) => flow.steps[step as keyof typeof flow.steps]?.name ?? step,
      sampleOf: (step) => valuesFor(path).value(step),
      write: (value) => sampleText(value, 40),
    }),
  );
  const first = useEffectEvent(() => source);
  useEffect(() => {
    if (host.current === null) return;
    const opened = createFormulaEditor({
      parent: host.current,
      text: first(),
      isReadOnly,
      fields: () => fields(),
      onText: (text) => changed(text),
    });
    editor.current = opened;
    opened.focus();
    return () => opened.destroy();
  }, [isReadOnly]);
  useEffect(() => {
    editor.current?.setText(source);
  }, [source]);
  const marks = JSON.stringify(problems.flatMap(({ position }) => position ?? []));
  useEffect(() => {
    editor.current?.mark(JSON.parse(marks) as { from: number; to: number }[]);
  }, [marks]);
  const [problem] = problems;
  return (
    <div className="formula-text">
      <div ref={host} />
      {problem !== undefined && (
        <p className="bad" role="status">
          {withNames(told(problem), { flow })}
        </p>
      )}
      <p className="help">
        {t('Type the name of a function or a step. Steps are known by their ids; completion knows their names.')}
      </p>
    </div>
  );
}
