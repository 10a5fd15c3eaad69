import { autocompletion, type CompletionContext, type CompletionResult, closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap } from '@codemirror/view';
import { styleNonce } from '../../../app/styleNonce.ts';
import { t } from '../../../texts/t.ts';
import { pastedInto } from '../form/pastedText.ts';
import type { FormulaOption } from './formulaFields.ts';

export type FormulaEditor = {
  focus(): void;
  setText(text: string): void;
  /** Underlines the places of problems. */
  mark(places: readonly { from: number; to: number }[]): void;
  destroy(): void;
};

type Options = {
  parent: HTMLElement;
  text: string;
  isReadOnly: boolean;
  fields(): readonly FormulaOption[];
  onText(text: string): void;
};

/** As much as a flow keeps of one. */
const LONGEST_FORMULA = 10_000;

const marked = StateEffect.define<readonly { from: number; to: number }[]>();

/** The editor of a formula as text. */
export function createFormulaEditor({ parent, text, isReadOnly, fields, onText }: Options): FormulaEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      selection: { anchor: text.length },
      extensions: [
        EditorView.cspNonce.of(styleNonce()),
        EditorState.readOnly.of(isReadOnly),
        history(),
        closeBrackets(),
        autocompletion({ override: [(context) => complete(context, fields())], icons: false }),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.clipboardInputFilter.of((text, state) => pastedInto(state, text, LONGEST_FORMULA)),
        EditorView.contentAttributes.of({ 'aria-label': t('Formula'), spellcheck: 'false' }),
        marks,
        EditorView.updateListener.of((update) => update.docChanged && onText(update.state.doc.toString())),
      ],
    }),
  });
  return {
    focus: () => view.focus(),
    setText(next) {
      if (next !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    mark: (places) => view.dispatch({ effects: marked.of(places) }),
    destroy: () => view.destroy(),
  };
}

function complete(context: CompletionContext, options: readonly FormulaOption[]): CompletionResult | null {
  const word = context.matchBefore(/[A-Za-z_][\w.[\]"]*/);
  if (word === null && !context.explicit) return null;
  return {
    from: word?.from ?? context.pos,
    validFor: /^[\w.[\]"]*$/,
    options: options.map(({ label, detail, info, kind }) => ({
      label,
      detail,
      info: info === '' ? undefined : info,
      type: kind,
      apply: kind === 'function' ? `${label}(` : label,
      boost: kind === 'field' ? 1 : 0,
    })),
  };
}

const underline = Decoration.mark({ class: 'formula-problem' });

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(drawn, transaction) {
    const places = transaction.effects.find((effect) => effect.is(marked))?.value;
    if (places === undefined) return drawn.map(transaction.changes);
    const { length } = transaction.newDoc;
    const inside = places
      .map(({ from, to }) => ({ from: Math.min(from, length), to: Math.min(Math.max(to, from + 1), length) }))
      .filter(({ from, to }) => from < to);
    return Decoration.set(
      inside.map(({ from, to }) => underline.range(from, to)),
      true,
    );
  },
  provide: (field) => EditorView.decorations.from(field),
});
