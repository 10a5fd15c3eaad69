import type { EditorState } from '@codemirror/state';
import { t, tn } from '../../../texts/t.ts';
import { toast } from '../../../ui/toastStore.ts';
import { typedText } from '../../../ui/typedText.ts';
import { fittingText } from './fittingText.ts';

/** What an editor that holds so many characters keeps of a pasted text; what is left out is said. */
export function pastedInto({ doc, selection }: EditorState, pasted: string, most: number): string {
  const replaced = selection.ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  const { text, left } = fittingText(typedText(pasted), most - doc.length + replaced);
  if (left > 0) tellLeftOut(left, most);
  return text;
}

/** Says what a field is about to leave out of what is pasted into it: browsers cut silently, and drop pictures. */
export function sayLeftOut(
  field: EventTarget | null,
  { text: pasted, hasFiles }: { text: string; hasFiles: boolean },
): void {
  if (pasted === '' && hasFiles) {
    toast({ text: t('Pictures and files cannot be pasted into a text.') });
    return;
  }
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.maxLength < 0) return;
  const replaced = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0);
  const left = pasted.length - (field.maxLength - field.value.length + replaced);
  if (left > 0 && !field.readOnly) tellLeftOut(Math.min(left, pasted.length), field.maxLength);
}

function tellLeftOut(left: number, most: number): void {
  toast({
    text: tn(
      left,
      'This field takes up to {most} characters. {count} character at the end of what you pasted was left out.',
      'This field takes up to {most} characters. {count} characters at the end of what you pasted were left out.',
      { most: most.toLocaleString('en') },
    ),
  });
}
