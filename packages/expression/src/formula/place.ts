import type { Thunk } from '../scope.ts';
import type { Node } from './parse.ts';

/** Names that map, filter and their kin introduce, each with its slot in the scope. */
export type Names = ReadonlyMap<string, number>;

/** Where a part is compiled: the names it may use, and how its own parts are compiled. */
export type Place = {
  names: Names;
  /** Throws EvaluationError for a part that has no meaning, such as an unknown function. */
  compile(node: Node, names: Names): Thunk;
};

/** `name(args)`, or `receiver.name(args)`, which means the same as `name(receiver, args)`. */
export type Call = { node: Node; name: string; receiver?: Node; args: readonly Node[] };

/** A call node taken apart; undefined for every other node. */
export function callOf(node: Node): Call | undefined {
  if (node.op === 'call') return { node, name: node.args[0], args: node.args[1] };
  if (node.op === 'rcall') return { node, name: node.args[0], receiver: node.args[1], args: node.args[2] };
  return undefined;
}

/** The arguments in the order of the parameters, whichever way the call was written. */
export function allArguments(call: Call): readonly Node[] {
  return call.receiver ? [call.receiver, ...call.args] : call.args;
}
