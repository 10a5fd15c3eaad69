import type { ConnectorCategory, Operation } from '@patchbay/connector';
import {
  DONE,
  type Learnt,
  type OperationRef,
  type Outlet,
  outletsOf,
  type Step,
  type ThingRef,
  type ThingType,
  thingOf,
} from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { sameJson } from './sameJson.ts';

/** A connector, as much of it as a card or a list row shows. */
type ConnectorFace = {
  id: string;
  name: string;
  category: ConnectorCategory;
  icon?: string;
  /** Its newest one. */
  version?: string;
};

/** What a card shows of the operation its step uses. `known` is false until it has been looked up, or when it is gone. */
export type StepFace = {
  connector: ConnectorFace;
  title: string;
  kind: Operation['kind'];
  /** Of a frame: how often what stands in it is carried out; for each item where nothing is said. */
  frame?: NonNullable<Operation['frame']>;
  /** The ways out besides `error`, in order. Never empty, but for a step that answers: nothing comes after it by need. */
  outlets: readonly Outlet[];
  known: boolean;
  /** Its connector has a newer version than the step was built with. */
  isOlder?: true;
  /** The flow or table that this very step works with. */
  names?: string;
};

/** Operations looked up so far. Answers at once with what it has; listeners hear when it has more. */
export type EditorCatalog = {
  find(uses: OperationRef): Operation | undefined;
  /** What a flow or table takes and gives; null where it is gone, undefined until that is known. */
  typeOf(thing: ThingRef): ThingType | null | undefined;
  /** The same object for the same reference until more is known, so that cards need not be drawn again. */
  face(uses: OperationRef): StepFace;
  /** What samples told of a step's output, as long as it uses the same operation. */
  learntOf(step: Pick<Step, 'id' | 'uses'>): Learnt | undefined;
  /** Keeps what samples tell; listeners hear of it where it is news. */
  learn(found: readonly { step: Pick<Step, 'id' | 'uses'>; learnt: Learnt }[]): void;
  /** `face` with the ways on that this very step has: some operations take theirs from an input. */
  faceOf(step: StepUse): StepFace;
  /** `face` and `faceOf`, as other functions whenever more is known, for those who remember what they worked out with them. */
  getFace(): (uses: OperationRef) => StepFace;
  getFaceOf(): (step: StepUse) => StepFace;
  /** Looks up what is not known yet. Resolves when they can be found, or are known to be missing. */
  need(refs: readonly OperationRef[]): Promise<void>;
  /** The same for flows and tables. */
  needTypes(things: readonly ThingRef[]): Promise<void>;
  /** True while something asked for has not been answered, or could not be asked: what is missing now may yet be found. */
  isLooking(): boolean;
  getVersion(): number;
  subscribe(listener: () => void): () => void;
};

type StepUse = Pick<Step, 'uses' | 'inputs'>;

export type CatalogSource = {
  resolve(refs: OperationRef[]): Promise<{ ref: OperationRef; operation: Operation }[]>;
  connectors(): Promise<ConnectorFace[]>;
  types(things: ThingRef[]): Promise<{ thing: ThingRef; type: ThingType | null }[]>;
};

const DONE_OUTLET: readonly Outlet[] = [{ name: DONE, label: t('done') }];

export function createCatalog(source: CatalogSource): EditorCatalog {
  const operations = new Map<string, Operation>();
  const types = new Map<string, ThingType | null>();
  const faces = new Map<string, StepFace>();
  const listeners = new Set<() => void>();
  let connectors: ReadonlyMap<string, ConnectorFace> | undefined;
  let version = 0;

  const face = (uses: OperationRef): StepFace => {
    const key = keyOf(uses);
    const known = faces.get(key) ?? newFace(uses, operations.get(key), connectors?.get(uses.connector));
    faces.set(key, known);
    return known;
  };
  const faceOf = ({ uses, inputs }: StepUse): StepFace => {
    const operation = operations.get(keyOf(uses));
    const thing = thingOf({ inputs }, operation);
    const names = thing && types.get(thingKey(thing))?.name;
    if (operation?.outletsFrom === undefined && names === undefined) return face(uses);
    const own = operation?.outletsFrom && { outlets: outletsOf({ inputs }, operation) };
    return { ...face(uses), ...own, ...(names !== undefined && { names }) };
  };
  let latest = { face, faceOf };

  const loadOperations = async (refs: OperationRef[]) => {
    const unknown = connectors === undefined || refs.some((ref) => !connectors?.has(ref.connector));
    const [found, rows] = await Promise.all([source.resolve(refs), unknown ? source.connectors() : undefined]);
    if (rows !== undefined) connectors = new Map(rows.map((row) => [row.id, row]));
    for (const { ref, operation } of found) operations.set(keyOf(ref), operation);
  };
  const loadTypes = async (things: ThingRef[]) => {
    for (const { thing, type } of await source.types(things)) types.set(thingKey(thing), type);
  };
  const asking = asksOnce({ keyOf, load: loadOperations, done: changed });
  const askingTypes = asksOnce({ keyOf: thingKey, load: loadTypes, done: changed });

  function changed() {
    version += 1;
    faces.clear();
    latest = { face: (uses) => face(uses), faceOf: (step) => faceOf(step) };
    for (const listener of listeners) listener();
  }

  return {
    need: asking.need,
    needTypes: askingTypes.need,
    isLooking: () => asking.isLooking() || askingTypes.isLooking(),
    typeOf: (thing) => types.get(thingKey(thing)),
    find: (uses) => operations.get(keyOf(uses)),
    ...learning(changed),
    face,
    faceOf,
    getFace: () => latest.face,
    getFaceOf: () => latest.faceOf,
    getVersion: () => version,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Asking<Asked> = {
  keyOf(asked: Asked): string;
  load(asked: Asked[]): Promise<void>;
  /** Called after every answer. */
  done(): void;
};

/** Asks for each thing once, and again only after that failed. */
function asksOnce<Asked>({ keyOf: nameOf, load, done }: Asking<Asked>) {
  const asked = new Set<string>();
  const loads = new Set<Promise<void>>();
  const lost = new Set<string>();

  function ask(things: Asked[]): Promise<void> {
    for (const name of things.map(nameOf)) {
      asked.add(name);
      lost.delete(name);
    }
    const loading = load(things)
      .catch((cause: unknown) => {
        for (const name of things.map(nameOf)) {
          asked.delete(name);
          lost.add(name);
        }
        throw cause;
      })
      .finally(() => {
        loads.delete(loading);
        done();
      });
    return loading;
  }

  return {
    isLooking: () => loads.size + lost.size > 0,
    async need(things: readonly Asked[]) {
      const missing = things.filter((thing) => !asked.has(nameOf(thing)));
      if (missing.length > 0) loads.add(ask(missing));
      await Promise.all(loads);
    },
  };
}

/** The connector and operation of a reference as one string, for maps. */
function keyOf({ connector, version, operation }: OperationRef): string {
  return `${connector}@${version}/${operation}`;
}

function learning(changed: () => void): Pick<EditorCatalog, 'learntOf' | 'learn'> {
  const learnt = new Map<string, Learnt>();
  return {
    learntOf: (step) => learnt.get(useKey(step)),
    learn(found) {
      const news = found.filter((one) => !sameJson(learnt.get(useKey(one.step)), one.learnt));
      for (const { step, learnt: told } of news) learnt.set(useKey(step), told);
      if (news.length > 0) changed();
    },
  };
}

function useKey({ id, uses }: Pick<Step, 'id' | 'uses'>): string {
  return `${id} ${keyOf(uses)}`;
}

function thingKey({ kind, id }: ThingRef): string {
  return `${kind} ${id}`;
}

function newFace(uses: OperationRef, operation: Operation | undefined, connector: ConnectorFace | undefined): StepFace {
  return {
    connector: connector ?? { id: uses.connector, name: uses.connector, category: 'logic' },
    title: operation?.title ?? uses.operation,
    kind: operation?.kind ?? 'call',
    ...(operation?.frame !== undefined && { frame: operation.frame }),
    outlets: operation?.outlets ?? DONE_OUTLET,
    known: operation !== undefined,
    ...(operation !== undefined && isOlder(uses, connector) && { isOlder: true }),
  };
}

function isOlder(uses: OperationRef, connector: ConnectorFace | undefined): boolean {
  return connector?.version !== undefined && connector.version !== uses.version;
}
