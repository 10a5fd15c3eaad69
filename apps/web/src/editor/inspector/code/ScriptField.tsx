import { previewMapping } from '@patchbay/execution';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useLastTry } from '../../runOverlay/lastTry.ts';
import { FieldShell } from '../form/FieldShell.tsx';
import type { FormField } from '../form/fieldsOf.ts';
import { useStepContext } from '../stepContext.ts';
import type { CodeEditor } from './codeEditor.ts';
import { lineIn } from './lineIn.ts';
import '../formula/formula.css';
import './code.css';
import { t } from '../../../texts/t.ts';
import { typedText } from '../../../ui/typedText.ts';

type FieldProps = { field: FormField; path: readonly string[] };

/** JavaScript of a person, in colours and with completion once its editor has come over the network. */
export function ScriptField({ field, path }: FieldProps) {
  const { mappingAt, setMapping, isReadOnly } = useStepContext();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isTouched, setTouched] = useState(false);
  const [wrongLine, setWrongLine] = useState<number>();
  const mapping = mappingAt(path);
  const code = mapping?.kind === 'literal' && typeof mapping.value === 'string' ? mapping.value : '';
  const set = (value: string) => setMapping(path, value === '' ? undefined : { kind: 'literal', value });
  const failed = useFailedLine(path, code);
  const example = exampleOf(field);
  const sentence = failed?.message ?? (wrongLine === undefined ? undefined : syntaxWords(wrongLine));
  return (
    <FieldShell
      id={id}
      path={path}
      label={field.title}
      type="JavaScript"
      hint={field.description}
      onLabel={() => box.current?.querySelector<HTMLElement>('textarea, [role="textbox"]')?.focus()}
      isTouched={isTouched}
      boxRef={box}
      below={
        <>
          {sentence !== undefined && (
            <div className="note" data-tone={failed === undefined ? 'warning' : 'danger'}>
              <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
              <span className="grow">{sentence}</span>
            </div>
          )}
          {code === '' && !isReadOnly && example !== undefined && (
            <button type="button" className="link add" onClick={() => set(example)}>
              {t('Begin with an example')}
            </button>
          )}
        </>
      }
    >
      <CodeText
        id={id}
        hint={field.description}
        code={code}
        isRequired={field.required}
        isReadOnly={isReadOnly}
        placeholder={example ?? ''}
        line={failed?.line ?? wrongLine}
        path={path}
        onText={set}
        onSyntax={setWrongLine}
        onBlur={() => setTouched(true)}
      />
    </FieldShell>
  );
}

function syntaxWords(line: number): string {
  return t('Line {line} is not JavaScript yet: something is missing or too much there.', { line });
}

function exampleOf({ schema }: FormField): string | undefined {
  const example: unknown = schema.examples?.[0];
  return typeof example === 'string' ? example : undefined;
}

/** What went wrong in the last try, as long as the code is still the one that was tried. */
function useFailedLine(
  path: readonly string[],
  code: string,
): { message: string; line: number | undefined } | undefined {
  const { step } = useStepContext();
  const last = useLastTry();
  if (last.kind !== 'run') return undefined;
  const tried = last.document.steps[step.id]?.inputs[path[0] ?? ''];
  if (tried?.kind !== 'literal' || tried.value !== code) return undefined;
  const failure = last.view.steps.find((run) => run.step === step.id && run.failure !== undefined)?.failure;
  return failure === undefined ? undefined : { message: failure.message, line: lineIn(failure.message) };
}

type CodeTextProps = {
  id: string;
  hint: string | undefined;
  code: string;
  isRequired: boolean;
  isReadOnly: boolean;
  placeholder: string;
  /** The line that is wrong. */
  line: number | undefined;
  path: readonly string[];
  onText(text: string): void;
  onSyntax(line: number | undefined): void;
  onBlur(): void;
};

/** A plain field until the editor is there; what was typed meanwhile, and the cursor, go over into it. */
function CodeText(props: CodeTextProps) {
  const { id, hint, code, isRequired, isReadOnly, placeholder, onText, onBlur } = props;
  const { host, isReady } = useCodeEditor(props);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nobody acts on it; it hears that the field inside was left.
    <div className="script" onBlur={onBlur}>
      <div ref={host} hidden={!isReady} />
      {!isReady && (
        <textarea
          id={id}
          className="code-text mono"
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          aria-required={isRequired || undefined}
          rows={8}
          wrap="off"
          spellCheck={false}
          readOnly={isReadOnly}
          placeholder={placeholder}
          value={code}
          onChange={(event) => onText(typedText(event.currentTarget.value))}
        />
      )}
    </div>
  );
}

type Maker = typeof import('./codeEditor.ts').createCodeEditor;

function useCodeEditor({ id, hint, code, isRequired, isReadOnly, line, path, onText, onSyntax }: CodeTextProps) {
  const { mappingAt, valuesFor } = useStepContext();
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor>(undefined);
  const [isReady, setReady] = useState(false);
  const input = useEffectEvent(() => {
    const mapping = mappingAt([...path.slice(0, -1), 'input']);
    const preview = mapping && previewMapping(mapping, valuesFor(path));
    return preview?.ok === true ? preview.value : undefined;
  });
  const changed = useEffectEvent(onText);
  const checked = useEffectEvent(onSyntax);
  const open = useEffectEvent((make: Maker) => {
    const parent = host.current;
    const before = parent?.parentElement?.querySelector('textarea');
    if (parent === null) return;
    const attributes = {
      'aria-labelledby': `${id}-label`,
      ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }),
      ...(isRequired && { 'aria-required': 'true' }),
    };
    editor.current = make({
      parent,
      text: code,
      isReadOnly,
      attributes,
      input: () => input(),
      onText: (text) => changed(text),
      onSyntax: (wrong) => checked(wrong),
    });
    setReady(true);
    // The keyboard is in the plain field: it goes on where it is. (After the box is shown.)
    if (before && document.activeElement === before) {
      const at = before.selectionStart;
      requestAnimationFrame(() => editor.current?.focus(at));
    }
  });
  useEffect(() => {
    let isGone = false;
    void import('./codeEditor.ts').then(({ createCodeEditor }) => isGone || open(createCodeEditor));
    return () => {
      isGone = true;
      editor.current?.destroy();
      editor.current = undefined;
    };
  }, []);
  useEffect(() => {
    if (isReady) editor.current?.setText(code);
  }, [code, isReady]);
  useEffect(() => {
    if (isReady) editor.current?.mark(line);
  }, [line, isReady]);
  return { host, isReady };
}
