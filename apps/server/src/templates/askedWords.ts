import { otherWords } from '../connectors/synonyms.ts';

/** Words that people put around what they look for when they say it in a sentence. */
const AROUND = new Set(
  `a an and the to of in on for with my or from by into at as up out off about over i im me we us our you your he she it its they them
  their this that these those who whom whose which what when where why how if while before after until so then than there is are was were
  be been being am do does did done dont doesnt didnt has have had hasnt havent hadnt will would can cant could should wont want wants need
  needs like get gets got give gives make makes let lets please some any all every each much many more most same other another something
  someone somebody anyone anybody everyone everybody nobody people thing things not no only just new automatically automatic automation
  template templates flow flows whenever use using way put`.split(/\s+/),
);

/** What people mean by one another when they look for something that is done for them. A word stands for all that begin with it. */
const MEANT = [
  'pay paid unpaid payment',
  'owe overdue late unpaid outstanding due',
  'buy bought buyer purchase order customer sale',
  'sell sold sale revenue turnover',
  'warn alert notify tell remind hear',
  'remind reminder nudge chase follow',
  'website site webpage',
  'client customer',
  'employee staff colleague worker leaver team',
  'leave quit resign holiday vacation',
  'approve approval approved sign allow permission yes',
  'request ask wish apply application',
  'enquiry inquiry question request contact',
  'save keep store archive back-up backup',
  'copy sync synchronise synchronize step transfer move',
  'list table sheet spreadsheet',
  'mailing newsletter contact',
  'forward route send assign',
  'thank thanks welcome greet',
  'book booking reserve reservation register registration seat',
  'stock inventory supplies goods',
  'expense spending cost spent',
  'compare versus difference trend',
  'daily day today evening morning',
  'weekly week monday friday',
  'fail failed failure declined bounced',
  'summary summarise summarize digest draft',
  'ai chatgpt gpt claude gemini openai anthropic',
  'form survey questionnaire typeform',
  'import upload bring',
  'twice once duplicate double',
].map((group) => group.split(' '));

/** Asked words, cut to what tells them from others; where a sentence has none, all of them. */
export function askedWords(query: string): string[] {
  const all = plainWords(query).slice(0, 20);
  const telling = all.filter((word) => !AROUND.has(word));
  return [...new Set(telling.length > 0 ? telling : all)];
}

/** A text as words without capitals, accents and signs: "Don’t e-mail Zoë" is `dont email zoe`. */
export function plainWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/\be-mail/g, 'email');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** What is left of a word whatever ending it has: reminders, reminded and reminding all begin with `remind`. */
export function stemOf(word: string): string {
  const stem = word.replace(/ies$/, 'y').replace(/(?:ings?|ed|es|s|e)$/, '');
  return stem.length >= 3 ? stem : word;
}

/** Other words for an asked one, as their beginnings. */
export function meantBy(word: string): string[] {
  const stem = stemOf(word);
  const groups = MEANT.filter((group) => group.some((other) => other === word || stemOf(other) === stem)).flat();
  const others = [...otherWords(word), ...otherWords(stem), ...groups].flatMap(plainWords);
  return [...new Set(others.map(stemOf))].filter((other) => other !== stem);
}
