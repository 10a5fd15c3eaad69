import { nameWords, plainName } from './nameWords.ts';
import { deeds, generalWords, holders, opposites, people, technical } from './synonyms.ts';

/** What a field or a value is called, in the words of `nameWords`. */
export type Called = {
  /** In each way it is called: by its name, by its title. */
  ways: readonly (readonly string[])[];
  /** Its names as they are written. */
  plain: ReadonlySet<string>;
  /** The things it belongs to: the objects around it. */
  owners: ReadonlySet<string>;
  /** What the step is about, which may be what it belongs to. */
  about: ReadonlySet<string>;
};

/** Below this, two names have nothing in common. */
export const UNLIKE = 0;

type Naming = { names: readonly string[]; owners?: readonly string[]; about?: readonly string[] };

export function called({ names, owners = [], about = [] }: Naming): Called {
  return {
    ways: names.map(nameWords).filter((words) => words.length > 0),
    plain: new Set(names.map(plainName)),
    owners: new Set(owners.flatMap(nameWords).filter((word) => !holders.has(word))),
    about: new Set(about.flatMap(nameWords).filter((word) => !deeds.has(word) && !holders.has(word))),
  };
}

/** How surely a value is the one a field asks for, by what both are called: up to about 110, `UNLIKE` for not at all. */
export function likeness(wanted: Called, given: Called): number {
  let best = UNLIKE;
  for (const asked of wanted.ways)
    for (const named of given.ways) best = Math.max(best, likenessOf({ asked, named, wanted, given }));
  if (best <= UNLIKE) return UNLIKE;
  const isSame = [...wanted.plain].some((name) => given.plain.has(name));
  return best + (isSame ? 4 : 0);
}

type Pair = { asked: readonly string[]; named: readonly string[]; wanted: Called; given: Called };

function likenessOf({ asked, named, wanted, given }: Pair): number {
  const head = asked.at(-1);
  if (head === undefined || head !== named.at(-1)) return UNLIKE;
  const about = asked.slice(0, -1);
  const more = named.slice(0, -1);
  if (contradict([...about, ...wanted.owners], [...more, ...given.owners])) return UNLIKE;
  const lost = about.filter((word) => !more.includes(word) && !given.owners.has(word) && !given.about.has(word));
  const kinless = lost.filter((word) => !isKin(word, [...more, ...given.owners, ...given.about], head));
  const extra = more.filter((word) => !about.includes(word) && !wanted.owners.has(word) && !wanted.about.has(word));
  const strange = extra.filter((word) => !isKin(word, [...about, ...wanted.owners, ...wanted.about], head));
  if (head === 'id' && kinless.length > 0) return UNLIKE;
  if ([...extra, ...given.owners].some((word) => technical.has(word) && !about.includes(word))) return UNLIKE;
  return 100 - 26 * kinless.length - 12 * strange.length - belonging({ head, about, more, wanted, given });
}

/** What a general name loses by belonging to another thing: the id of an order is not that of a customer. */
function belonging({
  head,
  about,
  more,
  wanted,
  given,
}: Omit<Pair, 'asked' | 'named'> & { head: string } & Apart): number {
  if (!generalWords.has(head)) return 0;
  const whose = about.length > 0 ? about : [...wanted.owners, ...wanted.about];
  const owners = [...more, ...given.owners];
  const theirs = owners.length > 0 ? owners : [...given.about];
  if (whose.length === 0 || theirs.length === 0) return head === 'id' ? 60 : 20;
  if (whose.some((word) => theirs.includes(word) || isKin(word, theirs, head))) return 0;
  return head === 'id' ? 100 : 34;
}

type Apart = { about: readonly string[]; more: readonly string[] };

/** Whether a word for somebody stands for somebody else's word: of people everything but the id and the number is alike. */
function isKin(word: string, others: readonly string[], head: string): boolean {
  return head !== 'id' && head !== 'number' && people.has(word) && others.some((other) => people.has(other));
}

function contradict(words: readonly string[], others: readonly string[]): boolean {
  return words.some((word) => {
    const against = opposites.get(word);
    return against !== undefined && others.some((other) => against.has(other)) && !others.includes(word);
  });
}
