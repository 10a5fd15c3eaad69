import type { Formula, Mapping, Reference } from '@patchbay/expression';
import { type FocusEvent, type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { t } from '../../../texts/t.ts';
import { sameJson } from '../../document/sameJson.ts';
import { announce } from '../../statusLine.ts';
import { sampleText } from '../data/sampleText.ts';
import { type ActiveField, usePicker, useStepContext } from '../stepContext.ts';
import { useEarlyKeys } from './earlyKeys.ts';
import { mappingOf, type Part, partsOf, type Reading } from './editorValue.ts';
import { Pill } from './Pill.tsx';
import type { DrawnPill, PillEditor } from './pillEditor.ts';
import { pillFace, pillWords } from './pillFace.ts';
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
  onPill(index: number, by?: 'pointer' | 'key'): void;
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
    // biome-ignore lint/a11y/useSemanticElements: an input cannot show pills
    <div
      {...attributes}
      className="pill-text"
      role="textbox"
      tabIndex={0}
      aria-readonly={isReadOnly || undefined}
      aria-placeholder={placeholder || undefined}
      contentEditable={!isReadOnly}
      suppressContentEditableWarning
      {...field.early.hands}
      onFocus={isReadOnly ? undefined : field.onFocus}
    >
      {parts.length === 0 && <span className="ph">{placeholder}</span>}
      <StaticParts parts={parts} path={props.path} onPill={isReadOnly ? props.onPill : field.onPill} />
    </div>
  );
}

type StaticProps = { parts: readonly Part[]; path: readonly string[]; onPill(index: number): void };

function StaticParts({ parts, path, onPill }: StaticProps) {
  const draw = useDraw(path);
  return numbered(parts).map(({ key, part, pill }) =>
    typeof part === 'string' ? (
      <span key={key}>{part}</span>
    ) : (
      // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard reaches pills through the field's editor
      <span
        key={key}
        className="pill-seat"
        contentEditable={false}
        role="presentation"
        onMouseDown={(event) => {
          event.preventDefault();
          onPill(pill);
        }}
      >
        <Pill {...draw(part)} />
      </span>
    ),
  );
}

/** Parts have no identity but their place; pills are also counted among themselves. */
function numbered(parts: readonly Part[]): { key: string; part: Part; pill: number }[] {
  let pills = 0;
  return parts.map((part, at) => ({ key: `part ${at}`, part, pill: typeof part === 'string' ? -1 : pills++ }));
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

function useField({ id, path, label, mapping, reading, box, onPill, onMapping }: PillInputProps) {
  const picker = usePicker();
  const editor = useRef<PillEditor>(undefined);
  const early = useEarlyKeys();
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
    const typed = early.take();
    if (typed !== '') editor.current?.insert(typed);
  };
  /** For a field that was left before its editor had arrived. */
  const keepTyped = (where: 'end' | 'all') => {
    const typed = early.take();
    const before = where === 'all' ? '' : textOf(partsOf(mapping, reading) ?? []);
    if (typed !== '') onMapping(mappingOf(partsIn(before + typed), reading));
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const hasPills = event.currentTarget.querySelector('.pill') !== null;
    const { currentTarget: drawn } = event;
    const where = drawn.matches(':active') || hasPills ? 'end' : 'all';
    if (maker !== undefined) return enter(where);
    void loadPillEditor().then(() => (drawn.contains(document.activeElement) ? enter(where) : keepTyped(where)));
  };
  /** A click on a pill opens its panel, and the keyboard goes on in the text behind it. */
  const enterBehind = async (index: number) => {
    await loadPillEditor();
    flushSync(() => activate(false));
    editor.current?.focusBehind(index);
  };
  const hold = (opened: PillEditor | undefined) => {
    editor.current = opened;
  };
  const onClicked = (index: number) => {
    onPill(index);
    void enterBehind(index);
  };
  return { hold, onFocus, onPill: onClicked, activate, picker, early };
}

function EditedText(props: PillInputProps & { field: Field; parts: readonly Part[] }) {
  const { path, mapping, reading, field, parts } = props;
  const host = useRef<HTMLDivElement>(null);
  const draw = useDraw(path);
  const { picker, hold } = field;
  const editor = useRef<PillEditor>(undefined);
  const keep = useEffectEvent((opened: PillEditor | undefined) => hold(opened));
  const handle = {
    draw: useEffectEvent(draw),
    changed: useEffectEvent((text: string) => {
      const next = mappingOf(partsIn(text), reading);
      if (!sameJson(next, mapping)) props.onMapping(next);
    }),
    opened: useEffectEvent((index: number, by: 'pointer' | 'key') => props.onPill(index, by)),
    near: useEffectEvent((pill: Reference | Formula) =>
      announce(t('{pill}. F2 opens what is done with it.', { pill: pillWords(draw(pill).face) })),
    ),
    asked: useEffectEvent((typed: string) => picker.ask(typed)),
    focused: useEffectEvent(() => field.activate(picker.isOpen)),
    escaped: useEffectEvent(() => {
      if (picker.isOpen) picker.hide();
      return picker.isOpen;
    }),
  };
  const open = useEffectEvent((parent: HTMLElement) =>
    maker?.({
      parent,
      text: textOf(parts),
      attributes: props.attributes,
      placeholder: props.placeholder,
      isMultiline: props.isMultiline,
      draw: (pill) => handle.draw(pill),
      onText: (text) => handle.changed(text),
      onFocus: () => handle.focused(),
      onPill: (index, by) => handle.opened(index, by),
      onNear: (pill) => handle.near(pill),
      onAsk: (typed) => handle.asked(typed),
      onEscape: () => handle.escaped(),
    }),
  );
  // Made once, when the editor takes the place of the drawn text; what changes later reaches it through its handle.
  useLayoutEffect(() => {
    const opened = host.current === null ? undefined : open(host.current);
    editor.current = opened;
    keep(opened);
    return () => {
      opened?.destroy();
      editor.current = undefined;
      keep(undefined);
    };
  }, []);
  useFollow(props, editor);
  const faces = JSON.stringify(parts.map((part) => (typeof part === 'string' ? '' : draw(part))));
  useEffect(() => {
    if (faces !== '') editor.current?.redraw();
  }, [faces]);
  return <div className="pill-text" ref={host} />;
}

/** Takes over what was changed elsewhere: undo on the canvas, a fix, another person. */
function useFollow({ mapping, reading }: PillInputProps, editor: RefObject<PillEditor | undefined>) {
  const shown = JSON.stringify(mapping ?? null);
  const follow = useEffectEvent(() => {
    const now = editor.current;
    if (now === undefined) return;
    const before = mappingOf(partsIn(now.text()), reading);
    if (!sameJson(before, mapping)) now.setText(textOf(partsOf(mapping, reading) ?? []));
  });
  useEffect(() => {
    if (shown !== '') follow();
  }, [shown]);
}
