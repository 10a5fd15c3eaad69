import { isObject, own } from '../json.ts';

/** What APIs call the field that tells one thing from another, the usual first. */
const ID_FIELDS = ['id', '_id', 'uuid', 'gid', 'sid', 'key', 'number'];

type Entity = Record<string, unknown>;

/** Where an answer has the thing it is about: on top, or under the one name that wraps it. Undefined where it has none. */
export function entityIn(answer: unknown): { entity: Entity; wrapper?: string; idField: string } | undefined {
  if (!isObject(answer)) return undefined;
  const idField = idFieldOf(answer);
  if (idField !== undefined) return { entity: answer, idField };
  const wrapped = Object.entries(answer).flatMap(([wrapper, entity]) => {
    const inside = isObject(entity) ? idFieldOf(entity) : undefined;
    return inside === undefined ? [] : [{ wrapper, entity: entity as Entity, idField: inside }];
  });
  return wrapped.length === 1 ? wrapped[0] : undefined;
}

function idFieldOf(entity: Entity): string | undefined {
  return ID_FIELDS.find((name) => ['string', 'number'].includes(typeof own(entity, name)));
}

/** What tells a thing from another, as text. */
export function idOf(entity: unknown): string | undefined {
  const found = entityIn(entity);
  return found === undefined ? undefined : String(found.entity[found.idField]);
}

/** The same thing under another id: the sample's own for the first, and one made of it for those that follow. */
export function withId(value: unknown, number: number): unknown {
  const found = entityIn(value);
  if (found === undefined || number === 0) return value;
  const id = found.entity[found.idField];
  return withFields(value, { [found.idField]: typeof id === 'number' ? id + number : `${String(id)}-${number + 1}` });
}

/** An answer with other fields in the thing it is about: only those that it has, or that were remembered of it. */
export function withFields(answer: unknown, fields: Entity): unknown {
  const found = entityIn(answer);
  if (found === undefined) return answer;
  const entity = { ...found.entity, ...fields };
  return found.wrapper === undefined ? entity : { ...(answer as Entity), [found.wrapper]: entity };
}
