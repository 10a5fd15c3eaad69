export function describeApi({
  title = 'Test API',
  ...parts
}: {
  title?: string;
  paths: unknown;
  components?: unknown;
}): string {
  return JSON.stringify({ openapi: '3.1.0', info: { title, version: '1' }, ...parts });
}

export function aliasBomb(): string {
  const levels = Array.from({ length: 30 }, (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`);
  return ['openapi: 3.1.0', 'l0: &l0 [boom]', ...levels].join('\n');
}

/** Thirty levels that each name the next one twice: two to the thirtieth, were it written out. */
export function referenceBomb(): string {
  const link = (level: number) => ({ $ref: `#/components/schemas/L${level}` });
  const levels = Array.from({ length: 30 }, (_, level) => [
    `L${level}`,
    { type: 'object', properties: { left: link(level + 1), right: link(level + 1) } },
  ]);
  const schemas = { ...Object.fromEntries(levels), L30: { type: 'string' } };
  return describeApi({
    title: 'Bomb API',
    paths: { '/boom': { post: posting('detonate', link(0)) } },
    components: { schemas },
  });
}

export function circular(): string {
  const children = { type: 'array', items: { $ref: '#/components/schemas/Node' } };
  const Node = { type: 'object', properties: { name: { type: 'string' }, children } };
  return describeApi({
    title: 'Circular API',
    paths: { '/nodes': { post: posting('getNode', { $ref: '#/components/schemas/Node' }) } },
    components: { schemas: { Node } },
  });
}

function posting(operationId: string, schema: unknown) {
  const content = { 'application/json': { schema } };
  return {
    operationId,
    requestBody: { required: true, content },
    responses: { '200': { description: 'Done.', content } },
  };
}

/** About this many characters of paths, each with a form of its own. */
export function manyPaths(size: number): Record<string, unknown> {
  const properties = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [
      `field${at}`,
      { type: 'string', description: `Field number ${at} of many.` },
    ]),
  );
  const one = (at: number) => ({ post: posting(`doThing${at}`, { type: 'object', properties }) });
  const count = Math.floor(size / (JSON.stringify(one(10_000)).length + 20));
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`/things/${at}`, one(at)]));
}
