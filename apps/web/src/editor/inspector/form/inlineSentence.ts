import type { Message, Said, SaidValue } from '@patchbay/words';
import { t } from '../../../texts/t.ts';
import { told } from '../../../texts/told.ts';

/** A diagnostic as it stands under its own field, where the names of step and field would only be said again. */
export function inlineSentence({ message, said }: Message): string {
  const missing = /^['“].*['”] needs a value for .*\.$/s.test(message);
  if (missing) return t('This needs a value.');
  if (/^['“].*['”] takes a value from a step that is gone\./.test(message))
    return t('The step this came from was deleted.');
  const rest = message.replace(/^['“][^:]*['”], [^:]{1,120}: /, '').replace(/^['“][^'”]*['”] (uses|takes)/, 'This $1');
  return told({ message: rest.charAt(0).toUpperCase() + rest.slice(1), ...(said && { said: withoutField(said) }) });
}

/** What is said of a field, without saying which. */
function withoutField(said: Said): Said {
  const { text, values = {} } = said;
  if (text === '{step}, {field}: {problem}' && typeof values.problem === 'object') return values.problem;
  const within = (value: SaidValue) => (typeof value === 'object' ? withoutField(value) : value);
  return { ...said, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, within(value)])) };
}
