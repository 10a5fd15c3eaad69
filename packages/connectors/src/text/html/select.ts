import { say } from '@patchbay/connector';
import { compile, selectAll } from 'css-select';
import { type AnyNode, type Element, isTag } from 'domhandler';
import * as dom from 'domutils';
import { refusal } from '../../values/refusal.ts';

/** Looks at the tree that all selectors of one step may take together: a row of siblings can cost its square. */
const MOST_LOOKS = 20_000_000;

/** Finds elements by a CSS selector, in the order of the page. */
export type Finder = (inside: AnyNode) => Element[];

/** Makes finders that share one budget. Throws OperationError `selector_not_valid`. */
export function createFinders(): (selector: string) => Finder {
  const options = { adapter: chargingAdapter() };
  return (selector) => {
    if (selector.length > 500) throw refusal('selector_not_valid', 'A selector may have 500 characters.');
    try {
      const query = compile<AnyNode, Element>(selector, options);
      return (inside) => selectAll<AnyNode, Element>(query, inside, options);
    } catch (cause) {
      const shown = selector.slice(0, 60);
      throw refusal(
        'selector_not_valid',
        say('“{shown}” is not a CSS selector, such as .price or h2 > a.', { shown }),
        cause,
      );
    }
  };
}

function chargingAdapter() {
  let left = MOST_LOOKS;
  const charge = (looks: number) => {
    left -= looks;
    if (left < 0) throw refusal('selector_too_slow', 'The selectors take too long on this page. Use simpler ones.');
  };
  const charged =
    <Node, Given>(look: (node: Node) => Given) =>
    (node: Node): Given => {
      charge(1);
      return look(node);
    };
  return {
    isTag: (node: AnyNode): node is Element => {
      charge(1);
      return isTag(node);
    },
    getAttributeValue: dom.getAttributeValue,
    hasAttrib: dom.hasAttrib,
    getChildren: charged(dom.getChildren),
    getName: charged(dom.getName),
    getParent: charged((node: AnyNode) => dom.getParent(node)),
    getSiblings: (node: AnyNode) => {
      const siblings = dom.getSiblings(node);
      charge(siblings.length);
      return siblings;
    },
    getText: (node: AnyNode) => {
      const text = dom.getText(node);
      charge(1 + (text.length >> 3));
      return text;
    },
    removeSubsets: dom.removeSubsets,
    equals: (left: AnyNode, right: AnyNode) => {
      charge(1);
      return left === right;
    },
  };
}
