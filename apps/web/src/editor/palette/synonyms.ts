/** What people type, and the words our own operations go by: also those of other builders. Keys are core operations, and those of tables. */
const WORDS: Readonly<Record<string, string>> = {
  webhook: 'hook incoming receive listen url post start trigger event catch request',
  manual: 'button click start trigger run now hand test',
  schedule: 'cron time timer clock interval daily weekly hourly every minutes start trigger repeat',
  poll: 'polling watch check new item rss changes start trigger',
  failure: 'error handler failed failing alert incident catch trigger workflow start',
  form: 'questions survey typeform google hosted page public start trigger upload',
  mail: 'e-mail email inbox imap gmail outlook received start trigger',
  called: 'subflow sub-flow sub-workflow called execute workflow function start trigger',
  setFields: 'map mapping transform edit assign variable rename format calculate merge object compose set variables',
  branch: 'if only else unless skip condition filter decide switch when split route router paths yes no already',
  switch: 'router route case cases paths by value country status if else split',
  choose: 'router route case cases paths if else else-if elseif several conditions split',
  join: 'merge wait for all any combine branches together aggregator synchronise gather lists',
  stop: 'error end exit terminate throw fail abort cancel finish and',
  forEach: 'loop each one by one repeat iterate iterator list items array every batch split out over',
  repeat: 'loop until while again pages paging pagination poll retry do',
  group: 'catch try scope error handler transaction together monitor rollback box',
  wait: 'delay sleep pause hold until later timer date time',
  callback: 'wait webhook resume url external answer',
  callbackAddress: 'resume url link webhook wait',
  approval:
    'human approve decline confirm sign-off review person people somebody someone colleague manager boss team decide decision permission yes no ok wait ask',
  subflow: 'call execute workflow sub-workflow sub-flow flow function reuse child',
  respond: 'return reply answer response output result end webhook',
  http: 'api rest fetch curl call get post request url send webhook make graphql',
  httpList: 'api rest fetch get list pages pagination cursor offset all rows read',
  addRow: 'save store write put insert append new',
  findRows: 'look search read get list filter',
  getRow: 'read look',
  updateRows: 'change edit set',
  upsertRow: 'save change edit',
  deleteRows: 'remove clear',
  countRows: 'number how many',
  code: 'javascript js script function custom python expression run',
};

/** Words that say nothing by themselves. */
const SMALL = new Set(['a', 'an', 'and', 'the', 'to', 'of', 'in', 'on', 'for', 'over', 'with', 'my', 'or']);

/** Whether one of our own operations goes by every word that was typed, at least by its beginning. */
export function goesBy(operation: string, query: string): boolean {
  const others = Object.hasOwn(WORDS, operation) ? (WORDS[operation] ?? '') : '';
  const known = [operation.toLowerCase(), ...others.split(' ')];
  const typed = query.toLowerCase().split(/\s+/).filter(Boolean);
  const words = typed.length === 1 ? typed : typed.filter((word) => !SMALL.has(word));
  return words.length > 0 && words.every((word) => known.some((name) => name.startsWith(word)));
}
