import { type ComponentType, createContext } from 'react';
import type { FormField } from './fieldsOf.ts';

/**
 * How a field inside a field is drawn. Lists and objects hold fields of any kind, which hold lists and objects: the form
 * hands its own way of drawing down, so that these files do not import each other in a circle.
 */
export const DrawField = createContext<ComponentType<{ field: FormField; path: readonly string[] }>>(() => null);
