/** What one document may hold. Far above any real flow; keeps a hostile file from costing more than it should. */
const BUDGET = { values: 200_000, depth: 80, characters: 8_000_000 };

/** Why a JSON value is too much to be a flow, as a sentence; `undefined` when it is not. Looks without recursion. */
export function overBudget(value: unknown): string | undefined {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let values = 0;
  let characters = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: current, depth } = next;
    values += 1;
    if (values > BUDGET.values) return `It holds more than ${BUDGET.values.toLocaleString('en')} values.`;
    if (depth > BUDGET.depth) return `It is nested more than ${BUDGET.depth} levels deep.`;
    if (typeof current === 'string') characters += current.length;
    if (characters > BUDGET.characters)
      return `It holds more than ${BUDGET.characters / 1_000_000} million characters.`;
    if (typeof current !== 'object' || current === null) continue;
    for (const inner of Object.values(current)) open.push({ value: inner, depth: depth + 1 });
  }
  return undefined;
}
