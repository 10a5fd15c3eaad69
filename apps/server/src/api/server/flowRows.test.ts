import { emptyDocument, FlowDocument } from '@patchbay/flow';
import { describe, expect, it } from 'vitest';
import { flowRows } from './flowRows.ts';

type Made = { id: string; name?: string; parent?: string; folded?: true };

/** Each step leads to the next that stands in the same frame. */
function flow(...made: Made[]): FlowDocument {
  const steps = made.map(({ id, name = id, ...rest }) => ({
    id,
    name,
    ...rest,
    uses: { connector: 'core', version: '1', operation: 'set' },
    inputs: {},
    position: { x: 0, y: 0 },
  }));
  const edges = made.flatMap(({ id, parent }, at) => {
    const to = made.slice(at + 1).find((next) => next.parent === parent);
    return to === undefined ? [] : [{ id: `${id}-${to.id}`, from: id, outlet: 'done', to: to.id }];
  });
  return FlowDocument.parse({
    ...emptyDocument,
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  });
}

const rowsOf = (document: FlowDocument) => flowRows({ name: 'Orders', document })?.text;

describe('the rows of a flow in its page', () => {
  it('name the flow and its steps in the order they run', () => {
    const document = flow(
      { id: 'z', name: 'New order' },
      { id: 'm', name: 'Look it up' },
      { id: 'a', name: 'Tell sales' },
    );
    expect(rowsOf(document)).toBe(
      '<div class="rows"><p>Orders</p><ol><li>New order</li><li>Look it up</li><li>Tell sales</li></ol></div>',
    );
  });

  it('show what stands in a frame below it, and not where it is folded', () => {
    const each = { id: 'each' };
    const inside = { id: 'inside', parent: 'each' };
    const end = { id: 'x' };
    expect(rowsOf(flow(each, inside, end))).toContain('<li>each</li><li data-depth="1">inside</li><li>x</li>');
    expect(rowsOf(flow({ ...each, folded: true }, inside, end))).toContain('<ol><li>each</li><li>x</li></ol>');
  });

  it('are texts, whatever the names are', () => {
    const text = rowsOf(flow({ id: 'a', name: '<img src=x onerror="alert(1)">&amp;' }));
    expect(text).toContain('<li>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;</li>');
  });

  it('are no more than a phone shows', () => {
    const document = flow(...Array.from({ length: 200 }, (_, at) => ({ id: `step${at}` })));
    expect(rowsOf(document)?.match(/<li>/g)).toHaveLength(24);
  });

  it('are left out where there is no step yet', () => {
    expect(rowsOf(emptyDocument)).toBeUndefined();
  });
});
