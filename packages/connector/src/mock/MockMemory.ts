import { messageOf, say } from '@patchbay/words';
import type { Operation } from '../connector.ts';
import { OperationError } from '../failure.ts';
import { isObject, own } from '../json.ts';
import { pagedOutput, wantedItems } from '../paging.ts';
import type { RequestTemplate } from '../request.ts';
import { entityIn, idOf, withFields, withId } from './entity.ts';
import { mockCall } from './mockCall.ts';

type Entity = Record<string, unknown>;

/** The things of one address: what was made there, what is known of others, and what is gone. */
type Things = { made: Map<string, Entity>; changed: Map<string, Entity>; gone: Set<string> };

/**
 * The other side of a try: what one step makes there, the next ones find, change and delete, where addresses tell what
 * belongs together (`/orders` and `/orders/{id}`). Everything else is answered with samples. Nothing is ever sent.
 */
export class MockMemory {
  readonly #things = new Map<string, Things>();

  /** What the operation would answer. Throws OperationError where it is asked for something that it has deleted. */
  call(connector: string, operation: Operation, input: unknown): unknown {
    const answer = mockCall(operation, input);
    const place = operation.request && isObject(input) ? placeOf(operation.request, input) : undefined;
    if (place === undefined) return answer;
    const things = this.#thingsAt(`${connector} ${place.collection}`);
    if (place.id !== undefined) return onOne(operation, { things, id: place.id, answer, input });
    if (operation.effect === 'create' || operation.effect === 'send') return made(things, answer);
    return operation.effect === 'read' ? listed(operation, { things, answer, input }) : answer;
  }

  #thingsAt(address: string): Things {
    const known = this.#things.get(address) ?? { made: new Map(), changed: new Map(), gone: new Set() };
    this.#things.set(address, known);
    return known;
  }
}

/** `/shops/7/orders`, and which of them. Undefined where a part of the address is not filled. */
function placeOf(
  { path, parameters }: RequestTemplate,
  input: Entity,
): { collection: string; id?: string } | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  const filled = parts.map((part) =>
    part.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      const field = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.input ?? name;
      const value = own(input, field);
      return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
    }),
  );
  if (filled.some((part) => part.includes('{'))) return undefined;
  const isOne = /^\{[^{}]+\}(\.json)?$/.test(parts.at(-1) ?? '');
  const collection = (isOne ? filled.slice(0, -1) : filled).join('/').replace(/\.json$/, '');
  return isOne ? { collection, id: (filled.at(-1) ?? '').replace(/\.json$/, '') } : { collection };
}

type Asked = { things: Things; answer: unknown; input: unknown };

function onOne({ effect, request }: Operation, { things, id, answer, input }: Asked & { id: string }): unknown {
  if (things.gone.has(id)) throw goneBefore(id);
  if (effect === 'delete') {
    things.gone.add(id);
    return answer;
  }
  const found = entityIn(answer);
  if (found === undefined) return answer;
  const known = things.made.get(id) ??
    things.changed.get(id) ?? { [found.idField]: sameKind(found.entity[found.idField], id) };
  const sent = effect === 'read' ? {} : sentFields(found.entity, request, input);
  const entity = { ...known, ...sent };
  (things.made.has(id) ? things.made : things.changed).set(id, entity);
  return withFields(answer, entity);
}

function sameKind(sample: unknown, id: string): unknown {
  return typeof sample === 'number' && id.trim() !== '' && Number.isFinite(Number(id)) ? Number(id) : id;
}

/** What was sent of the fields that the thing has. */
function sentFields(entity: Entity, request: RequestTemplate | undefined, input: unknown): Entity {
  const body = request?.body;
  const fields = isObject(input) ? (body?.fields === undefined && body ? own(input, body.input) : input) : {};
  const given = isObject(fields) ? Object.entries(fields) : [];
  return Object.fromEntries(
    given.filter(([name, value]) => Object.hasOwn(entity, name) && typeof value === typeof entity[name]),
  );
}

function made(things: Things, answer: unknown): unknown {
  const next = withId(answer, things.made.size);
  const id = idOf(next);
  const found = entityIn(next);
  if (id === undefined || found === undefined) return answer;
  things.made.set(id, found.entity);
  return next;
}

/** What was made stands first; of the samples those that are not gone follow. */
function listed(operation: Operation, { things, answer, input }: Asked): unknown {
  const isPaged = operation.paging !== undefined;
  const whole = isPaged ? mockCall(operation, { pages: { take: 'all' } }) : answer;
  const list = isPaged ? 'items' : listNameIn(whole);
  const samples = list === '' ? whole : isObject(whole) && list !== undefined ? own(whole, list) : undefined;
  if (!Array.isArray(samples)) return answer;
  const [shape] = samples;
  const mine = [...things.made].filter(([id]) => !things.gone.has(id)).map(([, entity]) => withFields(shape, entity));
  const rest = samples.filter((sample) => !things.gone.has(idOf(sample) ?? '') && !things.made.has(idOf(sample) ?? ''));
  const others = rest.map((sample) => withFields(sample, things.changed.get(idOf(sample) ?? '') ?? {}));
  const all = [...mine.toReversed(), ...others];
  if (isPaged) {
    const { most } = wantedItems(input);
    return pagedOutput(all.slice(0, most), all.length > most);
  }
  return list === '' ? all : { ...(answer as Entity), [list ?? '']: all };
}

/** The one list of things in an answer; empty where the answer is the list. */
function listNameIn(answer: unknown): string | undefined {
  if (Array.isArray(answer)) return '';
  if (!isObject(answer)) return undefined;
  const lists = Object.entries(answer).filter(([, value]) => Array.isArray(value) && value.every(isObject));
  return lists.length === 1 ? lists[0]?.[0] : undefined;
}

function goneBefore(id: string): OperationError {
  return new OperationError({
    code: 'not_found',
    ...messageOf(
      say('"{value}" was deleted earlier in this try, so it is not there any more. Nothing was sent.', {
        value: id.slice(0, 80),
      }),
    ),
    retry: 'never',
    status: 404,
  });
}
