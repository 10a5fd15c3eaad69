import { cloneElement, createElement, Fragment, isValidElement, type ReactNode } from 'react';
import type { Names } from '@patchbay/words';
import { catalogue } from './language.ts';

/** The tags in a text: `a` of "Read <a>the guide</a>". */
type Tags<Text extends string> = Text extends `${string}</${infer Tag}>${infer Rest}` ? Tag | Tags<Rest> : never;

type Parts<Text extends string> = { text: Text } & { [Name in Names<Text> | Tags<Text>]: ReactNode };

/**
 * A text with elements inside, as one sentence for the translator: `<T text="Read <a>the guide</a>, {name}." a={<Link to="/guide" />}
 * name={name} />`. An element given for a tag gets the words between as its children; tags do not stand inside each other.
 */
export function T<const Text extends string>({ text, ...parts }: Parts<Text>) {
  const given: Record<string, ReactNode> = parts;
  const words = catalogue?.text(text) ?? text;
  const pieces = words.split(/<(\w+)>(.*?)<\/\1>/s);
  const nodes: ReactNode[] = [];
  for (let at = 0; at < pieces.length; at += 3) {
    nodes.push(...withValues(pieces[at] ?? '', given));
    const element = given[pieces[at + 1] ?? ''];
    if (isValidElement(element)) nodes.push(cloneElement(element, {}, ...withValues(pieces[at + 2] ?? '', given)));
  }
  return createElement(Fragment, {}, ...nodes);
}

function withValues(text: string, values: Record<string, ReactNode>): ReactNode[] {
  return text.split(/\{(\w+)\}/).map((piece, at) => (at % 2 === 1 ? values[piece] : piece));
}
