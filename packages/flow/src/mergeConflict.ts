import type { RecordsDiff } from './diff.ts';
import { own } from './equal.ts';
import { inWords, quoted } from './words.ts';

/** Where two changes made from the same document cannot both stand. */
export type MergeConflict = {
  /** `settings` are those of the whole flow: there is one such record, and `settings` is its id. */
  record: 'step' | 'edge' | 'note' | 'settings';
  id: string;
  /** The part that both changed, such as `['name']` or `['inputs', 'body', 'email']`; absent where it is the whole record. */
  field?: string[];
  /**
   * `both_changed`: differently, on both sides. `deleted_and_changed`: one side deleted what the other changed.
   * `deleted_and_used`: one side deleted a step that the other wired to, or put a step into.
   */
  code: 'both_changed' | 'deleted_and_changed' | 'deleted_and_used';
  /** One plain sentence. */
  message: string;
};

/** The conflict in words. `record` is any version of it, for its name. */
export function conflict(about: Omit<MergeConflict, 'message'>, record: unknown): MergeConflict {
  const subject = subjectOf(about.record, record);
  const { field } = about;
  const isField = field !== undefined && field.length > 0;
  if (about.code === 'deleted_and_changed')
    return { ...about, message: `${subject} was deleted on one side and changed on the other.` };
  if (about.code === 'deleted_and_used')
    return { ...about, message: `${subject} was deleted on one side and wired to on the other.` };
  if (about.record === 'settings' && !isField)
    return { ...about, message: 'The settings of the flow were changed on both sides.' };
  const what = isField ? `${fieldInWords(field)} of ${subject}` : subject;
  return { ...about, message: `${what.charAt(0).toUpperCase()}${what.slice(1)} was changed on both sides.` };
}

/** Any version of the record that a change names. */
export function versionOf<T>({ added, updated, removed }: RecordsDiff<T>, id: string): T | undefined {
  return own(added, id) ?? own(updated, id)?.[0] ?? own(removed, id);
}

function subjectOf(record: MergeConflict['record'], value: unknown): string {
  if (record === 'edge') return 'A wire';
  if (record === 'note') return 'A note';
  if (record === 'settings') return 'the flow';
  const isNamed = typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
  return isNamed ? quoted(String(value.name)) : 'A step';
}

const PARTS: Record<string, string> = {
  uses: 'The operation',
  connection: 'The connected account',
  parent: 'The loop',
  retry: 'The retries',
  timeLimitMs: 'The time limit',
  onFailure: 'The flow to start when a run fails',
  atOnce: 'The number of runs at the same time',
  key: 'What runs go in order for',
};

function fieldInWords(field: readonly string[]): string {
  const [part = '', ...path] = field;
  if (part === 'inputs') return path.map(inWords).join(' › ') || 'An input';
  return own(PARTS, part) ?? inWords(part);
}
