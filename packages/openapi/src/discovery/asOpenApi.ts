import { isObject, type JsonObject, listIn, objectIn, own, textIn } from '../json.ts';
import { SIGN_IN } from './signIn.ts';
import { discoveryPaths } from './paths.ts';
import { copyDiscoverySchema } from './schema.ts';

/**
 * A document in Google's discovery format, said in the words of OpenAPI 3.1, so that everything after it is the same; any
 * other document as it is. The format has methods inside resources, references by bare names, numbers as text, and a path
 * of its own for uploads.
 */
export function asOpenApi(root: JsonObject): JsonObject {
  if (!isDiscovery(root)) return root;
  const schemas = Object.entries(objectIn(root, 'schemas'));
  const scopes = Object.entries(objectIn(objectIn(objectIn(root, 'auth'), 'oauth2'), 'scopes'));
  return {
    openapi: '3.1.0',
    info: {
      title: textIn(root, 'title') ?? textIn(root, 'canonicalName') ?? textIn(root, 'name'),
      version: textIn(root, 'version'),
      description: textIn(root, 'description'),
    },
    servers: serversOf(root),
    paths: discoveryPaths(root),
    components: {
      schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, copyDiscoverySchema(schema)])),
      ...(scopes.length === 0 ? {} : { securitySchemes: { [SIGN_IN]: signIn(scopes) } }),
    },
  };
}

function isDiscovery(root: JsonObject): boolean {
  const isNamed = textIn(root, 'discoveryVersion') !== undefined || own(root, 'kind') === 'discovery#restDescription';
  return isNamed && own(root, 'openapi') === undefined && own(root, 'swagger') === undefined;
}

function serversOf(root: JsonObject): JsonObject[] {
  const url = textIn(root, 'rootUrl');
  const whole = url === undefined ? textIn(root, 'baseUrl') : `${url}${textIn(root, 'servicePath') ?? ''}`;
  const regional = listIn(root, 'endpoints')
    .filter(isObject)
    .map((endpoint) => ({ url: textIn(endpoint, 'endpointUrl'), description: textIn(endpoint, 'location') }));
  return whole === undefined ? regional : [{ url: whole }, ...regional];
}

/** The same two addresses for all of Google's APIs; the format itself names none. */
function signIn(scopes: readonly (readonly [string, unknown])[]): JsonObject {
  return {
    type: 'oauth2',
    flows: {
      authorizationCode: {
        authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
        tokenUrl: 'https://oauth2.googleapis.com/token',
        scopes: Object.fromEntries(
          scopes.map(([scope, about]) => [scope, isObject(about) ? (textIn(about, 'description') ?? '') : '']),
        ),
      },
    },
  };
}
