import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { Compartment, EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, placeholder, WidgetType } from '@codemirror/view';
import type { Formula, Reference } from '@patchbay/expression';
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { styleNonce } from '../../../app/styleNonce.ts';
import { pastedInto } from './pastedText.ts';
import { Pill } from './Pill.tsx';
import type { PillFace } from './pillFace.ts';
import { pillsIn, pillText } from './pillText.ts';

export type DrawnPill = { face: PillFace; sample: string };

export type PillEditorOptions = {
  parent: HTMLElement;
  text: string;
  attributes: Record<string, string>;
  placeholder: string;
  isMultiline: boolean;
  draw(pill: Reference | Formula): DrawnPill;
  onText(text: string): void;
  onFocus(): void;
  /** A pill was clicked, or opened by a key; `index` counts the pills from the left. */
  onPill(index: number, by: 'pointer' | 'key'): void;
  /** The cursor came to stand at a pill. */
  onNear(pill: Reference | Formula): void;
  /** Asks for the picker's search; `typed` is the slash to put in when nothing is picked. */
  onAsk(typed: string): void;
  /** Answers whether it did something. */
  onEscape(): boolean;
};

export type PillEditor = {
  focus(where: 'end' | 'all' | 'here'): void;
  /** Puts the cursor behind a pill, counted from the left. */
  focusBehind(pill: number): void;
  insert(content: Reference | Formula | string): void;
  text(): string;
  setText(text: string): void;
  /** Draws the pills again: a step got another name. */
  redraw(): void;
  setAttributes(attributes: Record<string, string>): void;
  destroy(): void;
};

/** More makes the page slow, and belongs into a file or a table. */
const MOST_CHARACTERS = 100_000;

const redrawn = StateEffect.define();

/** The editor of one field: text with pills as atoms. One Backspace takes a pill, undo brings it back, copies keep it. */
export function createPillEditor(options: PillEditorOptions): PillEditor {
  const attributes = new Compartment();
  const asAttributes = (given: Record<string, string>) => EditorView.contentAttributes.of(given);
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      selection: { anchor: options.text.length },
      extensions: [
        EditorView.cspNonce.of(styleNonce()),
        Prec.highest(keymap.of(keysOf(options))),
        history(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.clipboardInputFilter.of((text, state) => pastedInto(state, text, MOST_CHARACTERS)),
        placeholder(options.placeholder),
        attributes.of(asAttributes(options.attributes)),
        pills(options),
        slash(options),
        options.isMultiline ? [] : singleLine,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onText(update.state.doc.toString());
          const near = update.selectionSet && !update.docChanged ? pillAt(update.state) : undefined;
          if (near !== undefined) options.onNear(near.pill);
          if (update.focusChanged && update.view.hasFocus) options.onFocus();
        }),
      ],
    }),
  });
  return {
    focus(where) {
      view.focus();
      const end = view.state.doc.length;
      if (where !== 'here') view.dispatch({ selection: { anchor: where === 'all' ? 0 : end, head: end } });
    },
    focusBehind: (pill) => focusBehind(view, pill),
    insert(content) {
      const insert = typeof content === 'string' ? content : pillText(content);
      // One undo takes it back, and one deletion right after it another.
      const alone = isolateHistory.of('full');
      view.dispatch(view.state.replaceSelection(insert), {
        scrollIntoView: true,
        userEvent: 'input',
        annotations: alone,
      });
      view.focus();
    },
    text: () => view.state.doc.toString(),
    setText(text) {
      if (text !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    redraw: () => view.dispatch({ effects: redrawn.of(null) }),
    setAttributes: (given) => view.dispatch({ effects: attributes.reconfigure(asAttributes(given)) }),
    destroy: () => view.destroy(),
  };
}

/** Typing goes on behind a pill that was clicked, and one Backspace takes it. */
function focusBehind(view: EditorView, index: number) {
  view.focus();
  const pill = pillsIn(view.state.doc.toString())[index];
  if (pill !== undefined) view.dispatch({ selection: { anchor: pill.to } });
}

/** The selected pill, else the one the cursor touches: the one before it first, as Backspace would take it. */
function pillAt(state: EditorState) {
  const { from, to, empty } = state.selection.main;
  const placed = pillsIn(state.doc.toString()).map((pill, index) => ({ ...pill, index }));
  if (!empty) return placed.find((pill) => pill.from === from && pill.to === to);
  return placed.find((pill) => pill.to === from) ?? placed.find((pill) => pill.from === from);
}

function keysOf({ onAsk, onEscape, onPill, isMultiline }: PillEditorOptions) {
  const openPill = (view: EditorView) => {
    const pill = pillAt(view.state);
    if (pill !== undefined) onPill(pill.index, 'key');
    return pill !== undefined;
  };
  return [
    { key: 'F2', run: openPill },
    // In a field of several lines the key makes a new one, unless a pill is selected.
    { key: 'Enter', run: (view: EditorView) => !(isMultiline && view.state.selection.main.empty) && openPill(view) },
    { key: 'Escape', run: onEscape },
    {
      key: 'ArrowDown',
      run: (view: EditorView) => {
        const { head } = view.state.selection.main;
        if (view.state.doc.lineAt(head).number < view.state.doc.lines) return false;
        if (isMultiline && head < view.state.doc.length) return false;
        onAsk('');
        return true;
      },
    },
    ...(isMultiline ? [] : [{ key: 'Enter', run: () => true }]),
  ];
}

/** A slash at the start, after a space or after a pill asks for data. Inside a word it is a letter: addresses are full of them. */
function slash({ onAsk }: PillEditorOptions) {
  return EditorView.inputHandler.of((...[view, from, to, text]) => {
    const before = view.state.doc.sliceString(Math.max(0, from - 1), from);
    if (text !== '/' || from !== to || !/^[\s\uE001]?$/.test(before)) return false;
    onAsk('/');
    return true;
  });
}

const singleLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const text = transaction.newDoc.toString().replace(/\s*\n\s*/g, ' ');
  const head = Math.min(transaction.newSelection.main.head, text.length);
  return { changes: { from: 0, to: transaction.startState.doc.length, insert: text }, selection: { anchor: head } };
});

function pills(options: PillEditorOptions) {
  const decorate = (state: EditorState): DecorationSet =>
    Decoration.set(
      pillsIn(state.doc.toString()).map(({ from, to, pill }) =>
        Decoration.replace({
          widget: new PillWidget(options.draw(pill), (index) => options.onPill(index, 'pointer')),
        }).range(from, to),
      ),
    );
  const field = StateField.define<DecorationSet>({
    create: decorate,
    update: (drawn, transaction) =>
      transaction.docChanged || transaction.effects.some((effect) => effect.is(redrawn))
        ? decorate(transaction.state)
        : drawn,
    provide: (self) => [
      EditorView.decorations.from(self),
      EditorView.atomicRanges.of((view) => view.state.field(self)),
    ],
  });
  return field;
}

class PillWidget extends WidgetType {
  readonly drawn: DrawnPill;
  readonly onPill: (index: number) => void;

  constructor(drawn: DrawnPill, onPill: (index: number) => void) {
    super();
    this.drawn = drawn;
    this.onPill = onPill;
  }

  override eq(other: PillWidget): boolean {
    return JSON.stringify(other.drawn) === JSON.stringify(this.drawn);
  }

  override toDOM(view: EditorView): HTMLElement {
    const element = document.createElement('span');
    element.className = 'pill-seat';
    element.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const at = view.posAtDOM(element);
      const index = pillsIn(view.state.doc.toString()).findIndex(({ from }) => from === at);
      this.onPill(index);
      focusBehind(view, index);
    });
    const root = createRoot(element);
    root.render(createElement(Pill, this.drawn));
    roots.set(element, root);
    return element;
  }

  override destroy(element: HTMLElement): void {
    const root = roots.get(element);
    // React may be drawing right now; a root must not be taken down meanwhile.
    queueMicrotask(() => root?.unmount());
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** By element and not by widget: CodeMirror keeps an element when an equal widget takes its place. */
const roots = new WeakMap<HTMLElement, Root>();
