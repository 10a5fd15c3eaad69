import type { CatalogOperation } from '@patchbay/flow';

/** A JSON Schema 2020-12, as the packages speak it. */
export type JSONSchema = CatalogOperation['input'];
