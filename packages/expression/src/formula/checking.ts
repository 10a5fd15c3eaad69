import { messageOf, type Saying } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { Position } from '../evaluationError.ts';
import type { MappingProblem } from '../problem.ts';
import type { Type } from '../types/type.ts';
import type { Node } from './parse.ts';

/** A problem before it is known in which nested mapping it stands. */
export type Found = Omit<MappingProblem, 'path'>;

/** The types of the names that map, filter and bind introduce. */
type Locals = ReadonlyMap<string, Type>;

/** The state of checking one formula. */
export type Checking = {
  environment: Readonly<Record<string, JSONSchema>>;
  locals: Locals;
  /** What a field that is not there is: inside `default` a warning, inside `has` the very question. */
  missing: 'error' | 'warning' | 'fine';
  report(problem: Found): void;
  /** The type of a part, after checking it. */
  typeOf(node: Node, more?: Partial<Pick<Checking, 'locals' | 'missing'>>): Type;
};

export function problem(code: string, saying: Saying, position: Position): Found {
  return { code, severity: 'error', ...messageOf(saying), position };
}
