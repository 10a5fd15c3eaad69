import { t } from '../../../texts/t.ts';

/** A diagnostic as it stands under its own field, where the names of step and field would only be said again. */
export function inlineSentence(message: string): string {
  const missing = /^['“].*['”] needs a value for .*\.$/s.test(message);
  if (missing) return t('This needs a value.');
  if (/^['“].*['”] takes a value from a step that is gone\./.test(message))
    return t('The step this came from was deleted.');
  const rest = message.replace(/^['“][^:]*['”], [^:]{1,120}: /, '').replace(/^['“][^'”]*['”] (uses|takes)/, 'This $1');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
