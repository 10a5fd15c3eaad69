import { isObject, OperationError } from '@patchbay/connector';
import { parseXml, type XmlElement } from '../../../data/xml/parseXml.ts';

/** The XML of a whole answer. Throws OperationError for an error that came with a status of success. */
export function xmlIn(answer: unknown): XmlElement {
  const root = parseXml(isObject(answer) && typeof answer.body === 'string' ? answer.body : '');
  if (root.name !== 'Error') return root;
  throw new OperationError({
    code: text(root, 'Code') || 'refused',
    message: `The storage began and then failed. It said: "${text(root, 'Message').replace(/\.$/, '')}".`,
    retry: 'later',
  });
}

/** The elements of a name directly inside one. */
export const all = (element: XmlElement, name: string) => element.children.filter((child) => child.name === name);
/** The text of the first of them; empty where there is none. */
export const text = (element: XmlElement, name: string) => all(element, name)[0]?.text ?? '';
