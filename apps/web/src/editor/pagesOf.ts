/** An address of a request may have 6,000 signs, and this is only a part of it. */
const MOST_SIGNS = 4_000;

/** The values in pages that each fit into the address of a request; a value too long for any has a page of its own. */
export function pagesOf<Value>(values: readonly Value[]): Value[][] {
  const pages: Value[][] = [];
  let room = 0;
  for (const value of values) {
    const signs = encodeURIComponent(JSON.stringify(value)).length + 3;
    const page = pages.at(-1);
    if (page === undefined || signs > room) {
      pages.push([value]);
      room = MOST_SIGNS - signs;
    } else {
      page.push(value);
      room -= signs;
    }
  }
  return pages;
}
