import { randomUUID } from 'node:crypto';
import { Bell } from '../Bell.ts';
import { LONGEST_NAME, Told, type Visitor } from './visitor.ts';

/** Who else has a flow open. `isAsked`: whoever hears this is to say where they are, or counts as gone. */
export type Company = { visitors: readonly Visitor[]; isAsked: boolean };

export type PresenceOptions = {
  /** Tells all processes, this one too. At most 8,000 bytes. */
  tell(words: string): Promise<void>;
  now(): number;
  /** Calls back again and again, until the returned function is called. */
  every(ms: number, callback: () => void): () => void;
  onError(error: unknown): void;
};

/** How often those who are not alone are asked whether they are still there. */
const ASK_MS = 5_000;
/** Whoever has not answered for so long is gone: twice asked, and a moment. */
const SILENT_MS = 11_000;
/** Of one flow, in one process: who comes after them sees the others without being seen. */
const MOST_TABS = 50;
const MOST_SHOWN = 50;
/** Moves of one person in a second that are passed on. What is left out comes with the next answer. */
const MOST_MOVES = 5;

/** `isShown`: others are told of it. `told`: what it was told last. */
type Tab = { id: string; visitor: Visitor; isShown: boolean; bell: Bell; company: Company; told: string };
type Place = { tabs: Map<string, Tab>; seen: Map<string, { visitor: Visitor; at: number }> };

/**
 * Who has which flow open, in all processes, known only to those in which somebody else has it open too.
 *
 * 1. A tab is told of when its stream opens, and again when it closes: with the tab, its session or its membership.
 * 2. Who is not alone is asked every few seconds and answers by a request: a network that is gone closes nothing.
 * 3. Who is alone is not asked, says nothing and costs nothing. Nothing is stored.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #places = new Map<string, Place>();
  #stopAsking: (() => void) | undefined;
  #moves = { since: 0, counts: new Map<string, number>() };

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  /** Who else is there, whenever that changes, until `signal`. For so long the others see this visitor. */
  async *follow({ flowId, ...who }: Visitor & { flowId: string }, signal: AbortSignal): AsyncGenerator<Company> {
    const visitor = { ...who, name: who.name.slice(0, LONGEST_NAME) };
    const nobody = { visitors: [], isAsked: false };
    const isShown = (this.#places.get(flowId)?.tabs.size ?? 0) < MOST_TABS;
    const tab: Tab = { id: randomUUID(), visitor, isShown, bell: new Bell(signal), company: nobody, told: '[]' };
    this.#enter(flowId, tab);
    try {
      if (isShown) await this.#say({ kind: 'here', flowId, tabId: tab.id, visitor, asks: true });
      while (await tab.bell.rung()) {
        const { company } = tab;
        tab.company = { ...company, isAsked: false };
        yield company;
      }
    } finally {
      this.#leave(flowId, tab);
      if (isShown) void this.#say({ kind: 'left', flowId, tabId: tab.id });
    }
  }

  /** A person's tab shows another step, or is still there. Whoever is nowhere to be seen moves nothing. */
  async move(move: Omit<Visitor, 'name'> & { flowId: string }): Promise<void> {
    if (this.#isHasty(move.userId)) return;
    await this.#say({ kind: 'moved', ...move });
  }

  /** What `tell` told in some process. */
  heard(words: string): void {
    // Another version of the server may tell what this one does not know.
    const { data: told } = Told.safeParse(JSON.parse(words));
    const place = told && this.#places.get(told.flowId);
    if (told === undefined || place === undefined) return;
    if (told.kind === 'left') place.seen.delete(told.tabId);
    if (told.kind === 'moved') this.#moved(place, told);
    if (told.kind === 'here') {
      place.seen.set(told.tabId, { visitor: told.visitor, at: this.#options.now() });
      if (told.asks) this.#sayAll(told.flowId, place, told.tabId);
    }
    this.#show(place);
  }

  /** After a time in which others may not have been heard. Who left meanwhile falls silent. */
  missed(): void {
    for (const [flowId, place] of this.#places) this.#sayAll(flowId, place);
  }

  #enter(flowId: string, tab: Tab): void {
    const place = this.#places.get(flowId) ?? { tabs: new Map(), seen: new Map() };
    this.#places.set(flowId, place);
    place.tabs.set(tab.id, tab);
  }

  #leave(flowId: string, { id }: Tab): void {
    const place = this.#places.get(flowId);
    place?.tabs.delete(id);
    if (place?.tabs.size === 0) this.#places.delete(flowId);
  }

  #moved({ tabs, seen }: Place, { flowId, clientId, userId, stepId }: Told & { kind: 'moved' }): void {
    const move = { clientId, userId, stepId };
    for (const [id, one] of seen) {
      if (!isSame(one.visitor, move)) continue;
      seen.set(id, { visitor: { ...one.visitor, ...move }, at: this.#options.now() });
    }
    for (const tab of tabs.values()) {
      if (!isSame(tab.visitor, move)) continue;
      tab.visitor = { ...tab.visitor, ...move };
      // It fell silent, and is back: its stream has held all the while.
      if (!seen.has(tab.id)) this.#sayHere(flowId, tab);
    }
  }

  #sayAll(flowId: string, { tabs }: Place, butFor?: string): void {
    for (const tab of tabs.values()) if (tab.id !== butFor) this.#sayHere(flowId, tab);
  }

  #sayHere(flowId: string, { id, visitor, isShown }: Tab): void {
    if (isShown) void this.#say({ kind: 'here', flowId, tabId: id, visitor, asks: false });
  }

  /** Wakes those who see others than before. Who was alone until now has told nobody where they are. */
  #show({ tabs, seen }: Place): void {
    for (const tab of tabs.values()) {
      const visitors = othersOf(tab, seen);
      const told = JSON.stringify(visitors);
      if (told === tab.told) continue;
      const isAsked = tab.company.isAsked || tab.told === '[]';
      tab.told = told;
      tab.company = { visitors, isAsked };
      tab.bell.ring();
      this.#stopAsking ??= this.#options.every(ASK_MS, () => this.#ask());
    }
  }

  #ask(): void {
    const before = this.#options.now() - SILENT_MS;
    let isAnybodyAsked = false;
    for (const place of this.#places.values()) {
      for (const [id, { at }] of place.seen) if (at < before) place.seen.delete(id);
      this.#show(place);
      for (const tab of place.tabs.values()) {
        if (tab.company.visitors.length === 0) continue;
        isAnybodyAsked = true;
        tab.company = { ...tab.company, isAsked: true };
        tab.bell.ring();
      }
    }
    if (isAnybodyAsked) return;
    this.#stopAsking?.();
    this.#stopAsking = undefined;
  }

  #isHasty(userId: string): boolean {
    const now = this.#options.now();
    if (now - this.#moves.since >= 1_000) this.#moves = { since: now, counts: new Map() };
    const count = (this.#moves.counts.get(userId) ?? 0) + 1;
    this.#moves.counts.set(userId, count);
    return count > MOST_MOVES;
  }

  async #say(told: Told): Promise<void> {
    await this.#options.tell(JSON.stringify(told)).catch(this.#options.onError);
  }
}

function isSame(one: Pick<Visitor, 'clientId' | 'userId'>, other: Pick<Visitor, 'clientId' | 'userId'>): boolean {
  return one.clientId === other.clientId && one.userId === other.userId;
}

/** A tab that has opened its stream anew is there once, as it was seen last. */
function othersOf({ visitor }: Tab, seen: Place['seen']): Visitor[] {
  const others = new Map<string, Visitor>();
  for (const { visitor: other } of seen.values()) {
    if (!isSame(other, visitor)) others.set(`${other.userId}/${other.clientId}`, other);
  }
  return [...others.values()].slice(0, MOST_SHOWN);
}
