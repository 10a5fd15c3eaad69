import { IconAlertTriangle, IconCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useSaving } from '../useEditor.ts';

/** Whether the work is safe, in a word. What needs more words stands in the band below. */
export function SavedState() {
  const saving = useSaving();
  switch (saving.kind) {
    case 'saved':
      return (
        <span className="saved" role="status">
          <IconCheck size={14} stroke={1.75} aria-hidden />
          Saved
        </span>
      );
    case 'saving':
      return (
        <span className="saved" role="status">
          Saving…
        </span>
      );
    case 'offline':
      return (
        <span className="saved" role="status">
          <IconPlugConnectedX size={14} stroke={1.75} aria-hidden />
          {saving.changes === 1 ? '1 change waits' : `${saving.changes} changes wait`}
        </span>
      );
    default:
      return (
        <span className="saved" data-tone="warning" role="status">
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          Not saved
        </span>
      );
  }
}
