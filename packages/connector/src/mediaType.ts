/** `application/json` of the content type of an answer; empty where it has none. */
export function mediaType(headers: Readonly<Record<string, string>>): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export const isJson = (type: string) => /^(application|text)\/([\w.+-]+\+)?json$/.test(type);

/** A list whose items follow each other, mostly line by line. */
export const isJsonLines = (type: string) => /^application\/(x-)?(jsonl|jsonlines|ndjson|json-seq)$/.test(type);

export const isText = (type: string) =>
  type.startsWith('text/') || /^application\/([\w.+-]+\+)?(xml|x-www-form-urlencoded|javascript|yaml|csv)$/.test(type);
