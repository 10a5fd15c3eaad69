import { diffSettings, type FlowDiff } from './diff.ts';
import type { FlowSettings } from './document.ts';
import { sameJson } from './equal.ts';
import { conflict, type MergeConflict } from './mergeConflict.ts';
import { mergeFlat } from './mergeRecord.ts';

type MergedSettings = { diff: Pick<FlowDiff, 'settings'>; conflicts: MergeConflict[] };

/** Both changes of what holds for the flow as a whole, setting by setting. */
export function mergeSettings({ settings: mine }: FlowDiff, { settings: theirs }: FlowDiff): MergedSettings {
  if (mine === undefined || theirs === undefined || sameJson(mine.after, theirs.after)) {
    const settings = theirs ?? mine;
    return { diff: settings === undefined ? {} : { settings }, conflicts: [] };
  }
  if (!sameJson(mine.before, theirs.before)) return { diff: {}, conflicts: [ofSettings([])] };
  const { before } = theirs;
  const merged = mergeFlat<FlowSettings>({ base: before ?? {}, mine: mine.after ?? {}, theirs: theirs.after ?? {} });
  if (!merged.ok) return { diff: {}, conflicts: merged.fields.map(ofSettings) };
  const isGone = Object.keys(merged.value).length === 0 && (mine.after === undefined || theirs.after === undefined);
  return { diff: diffSettings(before, isGone ? undefined : merged.value), conflicts: [] };
}

function ofSettings(field: string[]): MergeConflict {
  const about = { record: 'settings' as const, id: 'settings', code: 'both_changed' as const };
  return conflict({ ...about, ...(field.length > 0 && { field }) }, undefined);
}
