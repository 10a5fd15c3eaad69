import type { Method } from './operationSource.ts';
import { capital, readable } from './words.ts';

const VERBS: Readonly<Partial<Record<Method, string>>> = {
  GET: 'Get',
  HEAD: 'Check',
  POST: 'Create',
  PUT: 'Replace',
  PATCH: 'Update',
  DELETE: 'Delete',
  OPTIONS: 'Ask about',
  QUERY: 'Search',
  SEARCH: 'Search',
};

const verbOf = (method: Method) => VERBS[method] ?? capital(method.toLowerCase());

/** What people POST to below a thing to have something done to it. */
const ACTIONS =
  /^(accept|activate|advance|apply|approve|archive|attach|authori[sz]e|cancel|capture|close|complete|confirm|deactivate|decline|detach|disable|dismiss|enable|expire|fail|finali[sz]e|increment|invite|lock|merge|move|open|pause|pay|pin|process|publish|reactivate|refund|reject|release|reopen|resend|restore|resume|retry|return|reverse|revoke|send|ship|start|stop|submit|test|transfer|unarchive|unlock|unpin|validate|verify|void)\w{0,3}([_-].*)?$/i;

/** A title made of method and path alone: `POST /orders/{id}/cancel` is `Cancel order`. */
export function titleFromPath(method: Method, path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && !/^(v\d[\w.]*|api)$/i.test(part));
  const named = parts.filter((part) => !part.startsWith('{')).map((part) => part.replace(/\.json$/, ''));
  const last = named.at(-1);
  if (last === undefined) return `${verbOf(method)} ${path}`;
  const endsInValue = parts.at(-1)?.startsWith('{') === true;
  const owner = named.length > 1 ? `${singular(named.at(-2) ?? '')} ` : '';
  const words = (text: string) => readable(text).toLowerCase();
  if (method === 'POST' && !endsInValue && owner !== '' && ACTIONS.test(last))
    return capital(`${words(last)} ${words(owner)}`);
  if (method === 'POST' && endsInValue) return `Update ${words(owner + singular(last))}`;
  if (method === 'GET' && !endsInValue) return `${/s$/i.test(last) ? 'List' : 'Get'} ${words(owner + last)}`;
  return `${verbOf(method)} ${words(owner + singular(last))}`;
}

function singular(word: string): string {
  if (/ies$/i.test(word)) return word.replace(/ies$/i, 'y');
  if (/(ss|us|is)$/i.test(word)) return word;
  return word.replace(/(ch|sh|x|ss)es$/i, '$1').replace(/s$/i, '');
}

const VERB_FORMS =
  /^(Adds|Allows|Approves|Archives|Cancels|Changes|Checks|Closes|Completes|Confirms|Creates|Deletes|Disables|Enables|Fetches|Finds|Generates|Gets|Invites|Joins|Lists|Marks|Modifies|Moves|Opens|Posts|Publishes|Removes|Renames|Replaces|Retrieves|Returns|Revokes|Searches|Sends|Sets|Shares|Starts|Stops|Unarchives|Updates|Uploads|Verifies)\b/;

/** `Lists all invoices` as a person would ask for it: `List all invoices`. */
export function asCommand(title: string): string {
  return title.replace(VERB_FORMS, (verb) => {
    if (verb.endsWith('ies')) return verb.replace(/ies$/, 'y');
    return /(ch|sh)es$/.test(verb) ? verb.slice(0, -2) : verb.slice(0, -1);
  });
}
