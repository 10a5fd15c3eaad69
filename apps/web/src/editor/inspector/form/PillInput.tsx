import type { Formula, Mapping, Reference } from '@patchbay/expression';
import { type FocusEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { sameJson } from '../../document/sameJson.ts';
import { sampleText } from '../data/sampleText.ts';
import { type ActiveField, usePicker, useStepContext } from '../stepContext.ts';
import { mappingOf, type Part, partsOf, type Reading } from './editorValue.ts';
import { Pill } from './Pill.tsx';
import type { DrawnPill, PillEditor } from './pillEditor.ts';
import { pillFace } from './pillFace.ts';
import { partsIn, textOf } from './pillText.ts';
import { valueOfPill } from './valueOfPill.ts';

export type PillInputProps = {
  id: string;
  path: readonly string[];
  label: string;
  mapping: Mapping | undefined;
  reading: Reading;
  attributes: Record<string, string>;
  placeholder: string;
  isMultiline: boolean;
  /** The element the picker stands beside. */
  box(): HTMLElement | null;
  onMapping(mapping: Mapping | undefined): void;
  onPill(index: number): void;
};

type Maker = typeof import('./pillEditor.ts').createPillEditor;

let maker: Maker | undefined;

/** Fetches the editor of the fields, which no page needs to be drawn. Called when a panel opens, so that it is there when a field is clicked. */
export async function loadPillEditor(): Promise<void> {
  maker ??= (await import('./pillEditor.ts')).createPillEditor;
}

/** Text and pills. Drawn as plain elements; the editor takes their place while the field has the keyboard. */
export function PillInput(props: PillInputProps) {
  const { id, mapping, reading, attributes, placeholder } = props;
  const { isReadOnly } = useStepContext();
  const { active } = usePicker();
  const field = useField(props);
  const isEditing = active?.id === id && !isReadOnly;
  const parts = partsOf(mapping, reading) ?? [];
  if (isEditing) return <EditedText {...props} field={field} parts={parts} />;
  return (
    <div
      {...attributes}
      className="pill-text"
      role="textbox"
      tabIndex={0}
      aria-readonly={isReadOnly || undefined}
      aria-placeholder={placeholder || undefined}
      contentEditable={!isReadOnly}
      suppressContentEditableWarning
      onBeforeInput={(event) => event.preventDefault()}
      onFocus={isReadOnly ? undefined : field.onFocus}
    >
      {parts.length === 0 && <span className="ph">{placeholder}</span>}
      <StaticParts parts={parts} path={props.path} onPill={field.openPill} />
    </div>
  );
}

function StaticParts({
  parts,
  path,
  onPill,
}: {
  parts: readonly Part[];
  path: readonly string[];
  onPill(index: number): void;
}) {
  const draw = useDraw(path);
  let pills = -1;
  return parts.map((part, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
    if (typeof part === 'string') return <span key={at}>{part}</span>;
    pills += 1;
    const index = pills;
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        key={at}
        className="pill-seat"
        contentEditable={false}
        role="presentation"
        onMouseDown={(event) => {
          event.preventDefault();
          onPill(index);
        }}
      >
        <Pill {...draw(part)} />
      </span>
    );
  });
}

/** What draws a pill of this field. */
export function useDraw(path: readonly string[]): (pill: Reference | Formula) => DrawnPill {
  const context = useStepContext();
  return (pill) => ({
    face: pillFace(pill, { flow: context.flow, environment: context.environmentFor(path), faceOf: context.faceOf }),
    sample: sampleText(valueOfPill(pill, context.valuesFor(path))),
  });
}

type Field = ReturnType<typeof useField>;

function useField({ id, path, label, box, onPill }: PillInputProps) {
  const picker = usePicker();
  const editor = useRef<PillEditor>(undefined);
  const activate = (open: boolean) => {
    const element = box();
    if (element === null) return;
    const active: ActiveField = {
      id,
      path,
      label,
      box: element,
      insert: (content) => editor.current?.insert(content),
      focus: () => editor.current?.focus('here'),
    };
    picker.activate(active, { open });
  };
  const enter = (where: 'end' | 'all') => {
    // At once, so that a key pressed right after lands in the editor and not in what it replaces.
    flushSync(() => activate(true));
    editor.current?.focus(where);
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const hasPills = event.currentTarget.querySelector('.pill') !== null;
    const where = event.currentTarget.matches(':active') || hasPills ? 'end' : 'all';
    if (maker !== undefined) return enter(where);
    void loadPillEditor().then(() => enter(where));
  };
  const openPill = (index: number) => {
    onPill(index);
  };
  return { editor, onFocus, activate, openPill, picker };
}

function EditedText(props: PillInputProps & { field: Field; parts: readonly Part[] }) {
  const { id, path, mapping, reading, attributes, placeholder, isMultiline, field, parts, onMapping, onPill } = props;
  const host = useRef<HTMLDivElement>(null);
  const [initial] = useState(() => textOf(parts));
  const draw = useDraw(path);
  const { editor, picker } = field;
  const drawNow = useEffectEvent(draw);
  const changed = useEffectEvent((text: string) => {
    const next = mappingOf(partsIn(text), reading);
    if (!sameJson(next, mapping)) onMapping(next);
  });
  const opened = useEffectEvent((index: number) => onPill(index));
  const asked = useEffectEvent((typed: string) => picker.ask(typed));
  const escaped = useEffectEvent(() => {
    if (!picker.isOpen) return false;
    picker.hide();
    return true;
  });
  const focused = useEffectEvent(() => field.activate(picker.isOpen));
  // The options are read once, when the editor takes the place of the drawn text: its element is this component's own.
  useLayoutEffect(() => {
    if (host.current === null || maker === undefined) return;
    editor.current = maker({
      parent: host.current,
      text: initial,
      attributes,
      placeholder,
      isMultiline,
      draw: (pill) => drawNow(pill),
      onText: (text) => changed(text),
      onFocus: () => focused(),
      onPill: (index) => opened(index),
      onAsk: (typed) => asked(typed),
      onEscape: () => escaped(),
    });
    return () => {
      editor.current?.destroy();
      editor.current = undefined;
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes reaches it below
  }, [id, initial]);
  useFollow({ mapping, reading, editor });
  const faces = JSON.stringify(parts.map((part) => (typeof part === 'string' ? '' : draw(part))));
  useEffect(() => {
    if (faces !== '') editor.current?.redraw();
  }, [faces, editor]);
  return <div className="pill-text" ref={host} />;
}

/** Takes over what was changed elsewhere: undo on the canvas, a fix, another person. */
function useFollow({
  mapping,
  reading,
  editor,
}: Pick<PillInputProps, 'mapping' | 'reading'> & { editor: { current: PillEditor | undefined } }) {
  const shown = JSON.stringify(mapping ?? null);
  useEffect(() => {
    const now = editor.current;
    if (now === undefined) return;
    const before = mappingOf(partsIn(now.text()), reading);
    if (JSON.stringify(before ?? null) !== shown) now.setText(textOf(partsOf(mapping, reading) ?? []));
    // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` says the same as mapping, and stays the same text
  }, [shown, reading, editor]);
}
