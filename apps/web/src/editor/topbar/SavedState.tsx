import { IconAlertTriangle, IconCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { t, tn } from '../../texts/t.ts';
import { useSaving } from '../useEditor.ts';

/** Whether the work is safe, in a word. What needs more words stands in the band below. */
export function SavedState() {
  const saving = useSaving();
  switch (saving.kind) {
    case 'saved':
      return (
        <span className="saved" role="status">
          <IconCheck size={14} stroke={1.75} aria-hidden />
          {t('Saved')}
        </span>
      );
    case 'saving':
      return (
        <span className="saved" role="status">
          {t('Saving…')}
        </span>
      );
    case 'offline':
      return (
        <span className="saved" role="status">
          <IconPlugConnectedX size={14} stroke={1.75} aria-hidden />
          {tn(saving.changes, '1 change waits', '{count} changes wait')}
        </span>
      );
    default:
      return (
        <span className="saved" data-tone="warning" role="status">
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          {t('Not saved')}
        </span>
      );
  }
}
