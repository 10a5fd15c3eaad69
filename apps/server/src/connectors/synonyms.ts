/**
 * Words that people use for one another when they say what they want done: "charge a card" means a payment. A word stands
 * for all that begin with it.
 */
const GROUPS = [
  'pay payment charge bill debit checkout collect card',
  'refund reimburse chargeback',
  'invoice bill receipt',
  'subscription subscribe recurring membership',
  'order purchase sale shop',
  'email e-mail mail inbox',
  'sms text',
  'message chat post dm notify notification ping tell alert announce',
  'channel room group conversation thread',
  'contact lead customer client person people subscriber',
  'deal opportunity pipeline sale',
  'company organisation organization business',
  'row record line entry',
  'sheet spreadsheet excel table',
  'file document attachment upload',
  'picture image photo',
  'folder directory bucket',
  'event meeting appointment booking calendar',
  'task ticket issue todo to-do card bug',
  'note page wiki',
  'ask prompt gpt chatgpt llm ai complete generate write model assistant',
  'summarise summarize summary',
  'classify categorise categorize label tag',
  'extract parse pull',
  'track analytics event log metric measure',
  'user account login signup sign-up member authentication identity',
  'add create new insert append make',
  'change update edit set modify',
  'delete remove cancel',
  'find search get look read list fetch lookup',
  'send post share deliver',
].map((group) => group.split(' '));

/** Other words for one, without itself. Empty where it is known for none. */
export function otherWords(word: string): readonly string[] {
  return (
    others.get(word) ?? others.get(word.replace(/(?:ing|ed|s)$/, '')) ?? others.get(word.replace(/ing$/, 'e')) ?? []
  );
}

const others: ReadonlyMap<string, readonly string[]> = new Map(
  [...new Set(GROUPS.flat())].map((word) => [
    word,
    GROUPS.filter((group) => group.includes(word))
      .flat()
      .filter((other) => other !== word),
  ]),
);
