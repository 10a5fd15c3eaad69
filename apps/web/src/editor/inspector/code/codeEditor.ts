import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completeFromList,
  ifNotIn,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript, localCompletionSource, scopeCompletionSource } from '@codemirror/lang-javascript';
import { bracketMatching, ensureSyntaxTree, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { styleNonce } from '../../../app/styleNonce.ts';

export type CodeEditor = {
  focus(at?: number): void;
  setText(text: string): void;
  /** Underlines one line, counted from 1, or none. */
  mark(line: number | undefined): void;
  destroy(): void;
};

type CodeEditorOptions = {
  parent: HTMLElement;
  text: string;
  isReadOnly: boolean;
  attributes: Readonly<Record<string, string>>;
  /** An example of what the code finds as `input`. */
  input(): unknown;
  onText(text: string): void;
  /** The first line that is not JavaScript, counted from 1; undefined when all of it is. Not at every key. */
  onSyntax(line: number | undefined): void;
};

/** Whoever pauses this long wants to know whether what stands there is right. */
const PAUSE_MS = 700;
/** Longest that reading the code may hold up the page. */
const PARSE_MS = 100;

/** The editor of a code step: JavaScript in colours, completed by what the sandbox has. */
export function createCodeEditor(options: CodeEditorOptions): CodeEditor {
  const { parent, text } = options;
  const checking = checkingWhenIdle(options);
  const view = new EditorView({
    parent,
    state: EditorState.create({ doc: text, extensions: [extensionsFor(options), checking.extension] }),
  });
  checking.check(view);
  return {
    focus(at) {
      view.focus();
      if (at !== undefined) view.dispatch({ selection: { anchor: Math.min(at, view.state.doc.length) } });
    },
    setText(next) {
      if (next !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    mark: (line) => view.dispatch({ effects: marked.of(line) }),
    destroy() {
      checking.stop();
      view.destroy();
    },
  };
}

function extensionsFor({ isReadOnly, attributes, input, onText }: CodeEditorOptions): Extension {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.readOnly.of(isReadOnly),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    javascript(),
    syntaxHighlighting(classHighlighter),
    lineNumbers(),
    history(),
    closeBrackets(),
    bracketMatching(),
    indentOnInput(),
    autocompletion({
      override: [localCompletionSource, keywords, (context) => fromScope(context, input)],
      icons: false,
    }),
    // Tab is not among them: it leads on to the next field, as everywhere in the form.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
    EditorView.contentAttributes.of({ ...attributes, spellcheck: 'false', autocapitalize: 'off' }),
    marks,
    placeholder('return { … };'),
    EditorView.updateListener.of((update) => update.docChanged && onText(update.state.doc.toString())),
  ];
}

const keywords = ifNotIn(
  ['String', 'LineComment', 'BlockComment', 'PropertyName', '.'],
  completeFromList(
    'const let return if else for of in while function true false null undefined new try catch throw typeof'
      .split(' ')
      .map((label) => ({ label, type: 'keyword' })),
  ),
);

/** What the sandbox has beside `input`; the browser's own objects are not there. */
const BUILT_IN = {
  log: (...things: unknown[]) => things.length,
  Math,
  JSON,
  Object,
  Array,
  String,
  Number,
  Boolean,
  Date,
  Map,
  Set,
  RegExp,
  parseInt,
  parseFloat,
  encodeURIComponent,
  decodeURIComponent,
};

/** What every object has by itself and nobody looks for. */
const INNER = /^(?:__.*|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|valueOf)$/;

async function fromScope(context: CompletionContext, input: () => unknown): Promise<CompletionResult | null> {
  const found = await scopeCompletionSource({ ...BUILT_IN, input: input() })(context);
  return found && { ...found, options: found.options.filter(({ label }) => !INNER.test(label)) };
}

function checkingWhenIdle({ onSyntax }: CodeEditorOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = (view: EditorView) => onSyntax(firstWrongLine(view.state));
  const extension = EditorView.updateListener.of(({ docChanged, view }) => {
    if (!docChanged) return;
    clearTimeout(timer);
    timer = setTimeout(() => check(view), PAUSE_MS);
  });
  return { extension, check, stop: () => clearTimeout(timer) };
}

function firstWrongLine(state: EditorState): number | undefined {
  let at: number | undefined;
  ensureSyntaxTree(state, state.doc.length, PARSE_MS)?.iterate({
    enter({ type, from }) {
      if (type.isError) at ??= from;
      return at === undefined;
    },
  });
  return at === undefined ? undefined : state.doc.lineAt(at).number;
}

const marked = StateEffect.define<number | undefined>();
const wrongLine = Decoration.line({ class: 'code-problem' });

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(drawn, { effects, changes, newDoc }) {
    const effect = effects.find((one) => one.is(marked));
    if (effect === undefined) return drawn.map(changes);
    const line: number | undefined = effect.value;
    if (line === undefined || line < 1 || line > newDoc.lines) return Decoration.none;
    return Decoration.set(wrongLine.range(newDoc.line(line).from));
  },
  provide: (field) => EditorView.decorations.from(field),
});
