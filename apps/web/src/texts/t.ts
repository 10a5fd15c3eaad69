import { filled, type Value, type WithValues } from '@patchbay/words';
import { catalogue, language } from './language.ts';

/**
 * Every text that a person reads goes through here. Its English words are its key, so that code stays readable and the catalogue of
 * another language is a list of pairs. New texts:
 *
 *     t('Add a step')                               t('Delete “{name}”?', { name: flow.name })
 *     tn(count, '{count} step', '{count} steps')    <T text="Read <a>the guide</a> first." a={<Link to="/guide" />} />
 *
 * - One call holds a whole sentence: a sentence put together from pieces reads well in English only.
 * - The words are literals, for `npm run texts` collects them from the source into `catalogue.en.json` (run it after a change).
 * - Names, ids and values are data and do not come here; they are filled in.
 * - A module may call `t` while it loads: the language is known before, and another choice loads the page anew.
 * - `?lang=en-XA` shows the app in a pseudo language, with marks and longer; what has no marks went past here.
 *   `apps/web/texts/texts.test.ts` finds such texts in the source.
 */
export function t<Text extends string>(text: Text, ...[values]: WithValues<Text>): string {
  const words = catalogue?.text(text) ?? text;
  return values === undefined ? words : filled(words, values);
}

const english = new Intl.PluralRules('en');
const rules = catalogue === undefined ? english : new Intl.PluralRules(language);

/** The text that fits a count, which stands in it as `{count}` and is written as the language writes numbers. */
export function tn(
  count: number,
  one: string,
  ...[other, values]: [other: string, values?: Record<string, Value>]
): string {
  const forms = catalogue?.forms(one, other);
  const words =
    forms === undefined ? (english.select(count) === 'one' ? one : other) : (forms[rules.select(count)] ?? forms.other);
  return filled(words, { count: count.toLocaleString(language), ...values });
}

/**
 * A text whose English words come from elsewhere (the server's refusals, a package), in the chosen language where the catalogue has
 * it and as it is otherwise.
 */
export function known(text: string): string {
  return catalogue?.text(text) ?? text;
}
