import { LIMITS } from './limits.ts';

/**
 * Runs inside the interpreter, before the code of a person, and holds on to the built-ins as they were: what the code
 * changes afterwards, it changes for itself only. Nothing in there reaches the host: no function of ours can be called.
 */
export const KIT = `(() => {
  'use strict';
  const { stringify, parse } = JSON;
  const { apply } = Reflect;
  const { freeze } = Object;
  const { slice } = String.prototype;
  const { then } = Promise.prototype;
  const text = String, fault = Error;
  let lines = '', count = 0, dropped = 0, state = 'pending', value;

  const cut = (words, most) => apply(slice, words, [0, most]);
  const shown = (thing) => {
    try {
      if (typeof thing === 'string') return thing;
      if (thing instanceof fault) return text(thing.name) + ': ' + text(thing.message);
      const json = stringify(thing);
      return typeof json === 'string' ? json : text(thing);
    } catch {
      return '(cannot be shown)';
    }
  };
  const log = (...things) => {
    let line = '';
    for (let at = 0; at < things.length; at += 1) line += (at === 0 ? '' : ' ') + cut(shown(things[at]), ${LIMITS.logLineCharacters});
    line = stringify(cut(line, ${LIMITS.logLineCharacters}));
    if (count < ${LIMITS.logLines} && lines.length + line.length < ${LIMITS.logCharacters}) {
      lines += (count === 0 ? '' : ',') + line;
      count += 1;
    } else dropped += 1;
  };
  const console = freeze({ log, info: log, warn: log, error: log, debug: log });

  return {
    begin(main, input) {
      const settle = (to) => (end) => {
        state = to;
        value = end;
      };
      apply(then, main(parse(input), log, console), [settle('returned'), settle('threw')]);
    },
    state: () => state,
    result() {
      const json = stringify(value);
      return typeof json === 'string' ? json : 'null';
    },
    logs: () => '[' + lines + (dropped === 0 ? '' : (count === 0 ? '' : ',') + stringify('and ' + dropped + ' more lines')) + ']',
    thrown: () => value,
    isError: (error) => error instanceof fault,
    part(error, name) {
      const part = error[name];
      return typeof part === 'string' ? part : '';
    },
    shown,
  };
})()`;
