/** What people type, and the words our own operations go by. Keys are core operations. */
const WORDS: Record<string, readonly string[]> = {
  webhook: ['hook', 'incoming', 'receive', 'listen', 'url', 'post', 'start', 'trigger', 'event', 'form'],
  manual: ['button', 'click', 'start', 'trigger', 'run', 'now', 'hand'],
  setFields: [
    'map',
    'mapping',
    'transform',
    'edit',
    'assign',
    'variable',
    'rename',
    'format',
    'calculate',
    'merge',
    'object',
  ],
  branch: ['if', 'else', 'condition', 'filter', 'decide', 'switch', 'when', 'split', 'route', 'router'],
  forEach: ['loop', 'each', 'repeat', 'iterate', 'list', 'items', 'array', 'every'],
  respond: ['return', 'reply', 'answer', 'response', 'output', 'result', 'end'],
  called: ['subflow', 'sub-flow', 'start', 'trigger', 'callable', 'function', 'reuse', 'execute', 'workflow'],
  subflow: ['sub-flow', 'execute', 'workflow', 'run', 'function', 'reuse', 'call', 'child', 'invoke'],
  http: ['api', 'rest', 'fetch', 'curl', 'call', 'get', 'post', 'request', 'url', 'send', 'webhook'],
};

/** Whether one of our own operations goes by every word that was typed, at least by its beginning. */
export function goesBy(operation: string, query: string): boolean {
  const known = WORDS[operation] ?? [];
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length > 0 && words.every((word) => known.some((name) => name.startsWith(word)));
}
