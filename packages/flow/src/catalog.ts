import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { OperationRef, Step } from './document.ts';

/** A named way out of a step. `error` is not listed: every step but a trigger has it. */
export type Outlet = { name: string; label: string };

/**
 * What the flow language must know of an operation to check a document. A `Connector`'s operation is one;
 * the words are the same as in the SDK, so no translation stands between.
 */
export type CatalogOperation = {
  title: string;
  /**
   * `trigger` starts runs and has no incoming edge; `pure` computes from its input alone; `call` leaves the machine;
   * `branch`, `switch`, `forEach`, `respond`, `stop`, `wait` are carried out by the engine itself.
   */
  kind: 'trigger' | 'pure' | 'call' | 'branch' | 'switch' | 'forEach' | 'respond' | 'stop' | 'wait';
  /**
   * What starts the runs of a trigger: a request to its address, a person, the clock, a new item that a look at another
   * system finds, another flow that failed or that calls this one, somebody who fills its form, an e-mail.
   */
  startedBy?: 'request' | 'hand' | 'schedule' | 'poll' | 'failure' | 'flow' | 'form' | 'mail';
  /** JSON Schema 2020-12 of the input, an object. References inside are local (`#/$defs/...`). */
  input: JSONSchema;
  /** JSON Schema 2020-12 of the output. `true` where nothing is known. */
  output: JSONSchema;
  /** The output, or its property `as`, has the type of whatever is mapped into this input. */
  outputFrom?: { input: string; as?: string };
  /** The output has a field for each item typed into this list input; see `typedFields`. */
  fieldsFrom?: { input: string };
  /** The ways out besides `error`; absent means just `done`. */
  outlets?: readonly Outlet[];
  /** Before `outlets`, one way out for each item of this list input, which is typed in, not mapped. See `outletsOf`. */
  outletsFrom?: { input: string };
  /**
   * For `forEach`, how often its steps are carried out: once for each of the `items` (the default), again `until` a condition
   * is met, or `once`, as a group that one error outlet stands for.
   */
  frame?: 'items' | 'until' | 'once';
  /** For `wait`: what the step waits for. The last two also end when their time is up, by the outlet `timeout`. */
  wait?: 'time' | 'callback' | 'approval';
  /** A call that starts a run of the flow named by its input `flow`, with its input `input`, and gives that run's answer. */
  callsFlow?: true;
  /**
   * What it takes and gives depends on the flow or table that its input `by` names by its id, typed in. Its input `takes`
   * has the type of what that takes; its output, or the property `as` of it, is what that gives, or a list of it.
   */
  typedBy?: { kind: ThingRef['kind']; by: string; takes?: string; gives?: { as?: string; list?: true } };
  /**
   * A call to the host itself: it gives the address of the callback or approval step beside it that this input names by
   * its id.
   */
  givesAddressOf?: { input: string };
  /** This input, typed in, says whether the step waits for `all` the wires into it, as steps do, or starts with `any`. */
  startsFrom?: { input: string };
  /** The connector whose accounts this operation uses, where that is not its own. */
  accountOf?: string;
  /** The one way to sign in whose accounts it takes; absent: any. */
  accountWay?: string;
  /** Whether a step needs a connected account of its connector to be published. */
  needsConnection?: boolean;
  /** Whether a call may be sent again when nobody knows whether it happened; see `Operation.repeat` in the SDK. */
  repeat?: 'natural' | 'key' | 'unsafe' | 'by-method';
};

/** Where an operation is looked up. Must answer the same for the same reference during one check. */
export type Catalog = {
  find(uses: OperationRef): CatalogOperation | undefined;
  /**
   * The types of a flow that others may call, or of a table. Null where there is none of that id (any more); absent or
   * undefined where that is not known.
   */
  typeOf?(thing: ThingRef): ThingType | null | undefined;
  /** What samples tell of a step's output, where they are known; it counts only where the operation says nothing itself. */
  learntOf?(step: Pick<Step, 'id' | 'uses'>): Learnt | undefined;
  /** The connected accounts a person may choose from, where they are known. */
  accounts?(): readonly KnownAccount[] | undefined;
};

/** A type that was learnt, and from how many samples. */
export type Learnt = { schema: JSONSchema; samples: number };

/** A connected account, as far as choosing it needs. `way` is how it signs in. */
export type KnownAccount = { id: string; name: string; connector: string; way?: string };

/** A flow or a table of the workspace, by its id. */
export type ThingRef = { kind: 'flow' | 'table'; id: string };

/** `input`: what a called flow takes, or a row to be written. `output`: what the flow answers, or a row as it is read. */
export type ThingType = FlowSignature & {
  name: string;
  /** A flow that is switched off: calls of it fail. */
  isOff?: true;
};

/** The types of what a flow takes when another flow calls it, and of what it answers. */
export type FlowSignature = { input: JSONSchema; output: JSONSchema };
