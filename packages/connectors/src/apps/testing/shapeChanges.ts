import { ONE_OF, type OperationShape, REQUIRED, type Shape } from './shape.ts';

/** One difference from what was released, in words after the operation's name. */
export type ShapeChange = { operation: string; words: string /** Steps that are there may notice. */; breaks: boolean };

/** What is different from what was released, what breaks steps first; empty where nothing is. */
export function shapeChanges(released: Shape, now: Shape): ShapeChange[] {
  const names = [...new Set([...Object.keys(released.operations), ...Object.keys(now.operations)])];
  const changes = names.flatMap((operation) => {
    const [was, is] = [released.operations[operation], now.operations[operation]];
    if (was === undefined) return [{ operation, words: 'is new', breaks: false }];
    if (is === undefined) return [{ operation, words: 'is gone', breaks: true }];
    return operationChanges(was, is).map((change) => ({ operation, ...change }));
  });
  return changes.sort((left, right) => Number(right.breaks) - Number(left.breaks));
}

type Change = Omit<ShapeChange, 'operation'>;

function operationChanges(was: OperationShape, is: OperationShape): Change[] {
  const told = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return [
    ...(was.sends === is.sends
      ? []
      : [{ words: `is sent as ${is.sends ?? 'nothing'} instead of ${was.sends ?? 'nothing'}`, breaks: true }]),
    ...(told(was.headers) === told(is.headers)
      ? []
      : [{ words: `is sent with ${told(is.headers)} instead of ${told(was.headers)}`, breaks: true }]),
    ...(was.needsAccount === is.needsAccount
      ? []
      : [
          {
            words: is.needsAccount ? 'needs an account' : 'needs no account any more',
            breaks: is.needsAccount === true,
          },
        ]),
    ...outletChanges(was.outlets ?? [], is.outlets ?? []),
    ...fieldChanges(was.takes, is.takes, true),
    ...fieldChanges(was.gives, is.gives, false),
  ];
}

function outletChanges(was: readonly string[], is: readonly string[]): Change[] {
  return [
    ...was
      .filter((name) => !is.includes(name))
      .map((name) => ({ words: `has no way out ${name} any more`, breaks: true })),
    ...is.filter((name) => !was.includes(name)).map((name) => ({ words: `has a new way out ${name}`, breaks: false })),
  ];
}

type Fields = Readonly<Record<string, string>>;

function fieldChanges(was: Fields, is: Fields, isInput: boolean): Change[] {
  const verb = isInput ? 'take' : 'give';
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((path): Change[] => {
    const [before, after] = [was[path], is[path]];
    if (before === undefined) {
      const isWanted = after?.endsWith(REQUIRED) === true && !isInsideNew(path, was, is);
      return [{ words: isWanted ? `requires the new ${path}` : `${verb}s ${path} as well`, breaks: isWanted }];
    }
    if (after === undefined) return [{ words: `no longer ${verb}s ${path}`, breaks: true }];
    if (before === after) return [];
    return [{ words: `${verb}s ${path} as ${after} instead of ${before}`, breaks: !isWider(before, after, isInput) }];
  });
}

/** Whether it stands in something new that may be left out: the files of a list that nobody had to fill before. */
function isInsideNew(path: string, was: Fields, is: Fields): boolean {
  const around = [...path.matchAll(/\[\]|\./g)].map(({ index }) => path.slice(0, index));
  return around.some((one) => was[one] === undefined && is[one]?.endsWith(REQUIRED) === false);
}

/** Whether all that stood there may still stand there. */
function isWider(before: string, after: string, isInput: boolean): boolean {
  const [was, is] = [before.replace(REQUIRED, ''), after.replace(REQUIRED, '')];
  if (isInput && after.endsWith(REQUIRED) && !before.endsWith(REQUIRED)) return false;
  if (was === is) return true;
  const [old, fresh] = [choicesOf(was), choicesOf(is)];
  if (old === undefined || fresh === undefined) return false;
  return isInput ? old.every((choice) => fresh.includes(choice)) : true;
}

function choicesOf(holds: string): string[] | undefined {
  return holds.startsWith(ONE_OF) ? holds.slice(ONE_OF.length).split(' ') : undefined;
}
