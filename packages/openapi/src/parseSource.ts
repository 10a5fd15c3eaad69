import { parse } from 'yaml';
import { DescriptionError } from './descriptionError.ts';
import { isObject, type JsonObject } from './json.ts';

const MEGABYTE = 1024 * 1024;
/** Larger than any description we have met (Microsoft Graph has 20 MB as JSON). */
const MAX_JSON = 40 * MEGABYTE;
/** YAML takes thirty times as long to read as JSON, and nothing can stop it halfway. */
const MAX_YAML = 10 * MEGABYTE;

/** A description: as text, JSON or YAML, or as what that says. */
export type DescriptionSource = string | Uint8Array | object;

/** The document in it, which is not changed. Throws DescriptionError. */
export function parseSource(source: DescriptionSource): JsonObject {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) return asDocument(source);
  if (source.length > MAX_JSON) throw tooLarge('description', MAX_JSON);
  const text = (typeof source === 'string' ? source : decoded(source)).replace(/^\uFEFF/, '').trimStart();
  if (text === '') throw new DescriptionError('not_readable', 'There is nothing in it.');
  if (text.startsWith('<')) {
    throw new DescriptionError(
      'not_a_description',
      'This is a web page, not an API description. Look on it for a link that ends in .json or .yaml.',
    );
  }
  return asDocument(/^[{[]/.test(text) ? parsedJson(text) : parsedYaml(text));
}

function asDocument(value: unknown): JsonObject {
  if (isObject(value)) return value;
  throw new DescriptionError('not_a_description', 'This is not an API description: it has no named parts.');
}

function decoded(bytes: Uint8Array): string {
  try {
    const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return new TextDecoder(isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', { fatal: true }).decode(
      bytes,
    );
  } catch (cause) {
    throw new DescriptionError('not_readable', 'This is not text: an API description is JSON or YAML.', { cause });
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // A YAML file may start with a brace; only a small one is worth a second look.
    if (text.length < MEGABYTE) {
      try {
        return parse(text, YAML_OPTIONS);
      } catch {
        throw broken('JSON', cause);
      }
    }
    throw broken('JSON', cause);
  }
}

/** `parse` refuses aliases that multiply; `uniqueKeys: false` because vendors' files do repeat keys. */
const YAML_OPTIONS = { maxAliasCount: 100, uniqueKeys: false, merge: true, logLevel: 'error' } as const;

function parsedYaml(text: string): unknown {
  if (text.length > MAX_YAML) throw tooLarge('YAML file', MAX_YAML, ' Its JSON form may be larger.');
  try {
    return parse(text, YAML_OPTIONS);
  } catch (cause) {
    if (cause instanceof ReferenceError) {
      throw new DescriptionError('not_readable', 'Its YAML repeats itself so often that it would never end.', {
        cause,
      });
    }
    throw broken('YAML', cause);
  }
}

function broken(language: string, cause: unknown): DescriptionError {
  if (cause instanceof RangeError) {
    return new DescriptionError('not_readable', `Its ${language} is nested too deeply to be read.`, { cause });
  }
  const detail = cause instanceof Error ? (cause.message.split('\n')[0] ?? '').replace(/[:.\s]+$/, '') : '';
  return new DescriptionError('not_readable', `Its ${language} is broken: ${detail.slice(0, 200)}.`, { cause });
}

function tooLarge(what: string, limit: number, advice = ''): DescriptionError {
  const message = `The ${what} is larger than ${limit / MEGABYTE} MB, which is the most that is read.${advice}`;
  return new DescriptionError('too_large', message);
}
