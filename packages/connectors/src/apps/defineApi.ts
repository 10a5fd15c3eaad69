import type { Connector, Overlay } from '@patchbay/connector';
import { fromOpenApi } from '@patchbay/openapi';

export type ApiDefinition = {
  /** Lower case, digits and `-`. Part of every saved flow. */
  id: string;
  /** Counted up when an operation changes in a way that steps built with it would notice. */
  version: string;
  /** Our own slice of the API's description, OpenAPI 3.1, as JSON. */
  description: object;
  overlay: Overlay;
};

/** A connector of an app: our slice of its API's description, with what people need to know beyond it. */
export function defineApi({ id, version, description, overlay }: ApiDefinition): Connector {
  return fromOpenApi(JSON.stringify(description), { id, version, overlay });
}
