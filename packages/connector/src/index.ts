export { messageOf, type Said, type SaidValue, type Saying, say, sayAll, sayEither, spell } from '@patchbay/words';
export { loadPatterns } from '#regex';
export { accepts, matches } from './accepts.ts';
export { accountAddress, type FilledAddress, openNames } from './accountAddress.ts';
export { outputPartOf } from './answerParts.ts';
export type { AnswerRules, LongRunning, OutputPart, Paging, Path, Place, RateLimit } from './answerRules.ts';
export { retryAfter, waitAskedBy } from './askedToWait.ts';
export { type BuildOptions, buildRequest } from './buildRequest.ts';
export { compareConnectors } from './compareConnectors.ts';
export { compareOperations } from './compareOperations.ts';
export { compareRules, type OperationChange } from './compareRules.ts';
export type {
  AccountField,
  Auth,
  Connector,
  ConnectorCategory,
  Effect,
  OAuth2,
  Operation,
  SessionAuth,
} from './connector.ts';
export { type Call, type Conversation, converse, type Reply, type Turn } from './converse.ts';
export { defineConnector, defineOperation } from './defineConnector.ts';
export { driftOf } from './driftOf.ts';
export { encodeBody, formText, toJson } from './encodeBody.ts';
export { type Failure, OperationError, toFailure } from './failure.ts';
export {
  base64Size,
  bytesOf,
  type FileRef,
  type FileValue,
  fileSchema,
  isFile,
  isFileRef,
  sampleFile,
  toBase64,
} from './file.ts';
export { type AnswerHead, answerFileName, isFileAnswer, readFileAnswer } from './fileAnswer.ts';
export { type FlatSchema, flattenSchema } from './flattenSchema.ts';
export { type FieldHints, type FieldSchema, hintsOf, orderedFields, type Widget } from './hints.ts';
export { isObject, type Json, own, setOwn } from './json.ts';
export { resolveLocal } from './localRef.ts';
export type { Lookup, LookupOption } from './lookup.ts';
export { missingScopes } from './missingScopes.ts';
export { MockMemory } from './mock/MockMemory.ts';
export { mockCall } from './mock/mockCall.ts';
export { mockFailure } from './mock/mockFailure.ts';
export { mockPage } from './mock/mockPage.ts';
export { nothingFound } from './mock/nothingFound.ts';
export type { AccountTest, FieldOverlay, OperationDefaults, OperationOverlay, Overlay } from './overlay.ts';
export { pagesField } from './pagesField.ts';
export { isOnePage, type OnePage } from './onePage.ts';
export { ONE_PAGE, type PagedOutput, pagedOutput, pageInput } from './paging.ts';
export { parseJson } from './parseJson.ts';
export { compilePattern, type Pattern, type PatternMatch } from './pattern.ts';
export { pollDefaults, polledName, pollName, pollOf, pollTitle } from './pollOf.ts';
export { lookupAt, lookupFields, lookupInput, lookupNeeds, lookupOptions, valueOfLink } from './readLookup.ts';
export { readAnswer, readResponse } from './readResponse.ts';
export type {
  BodyPiece,
  BodyTemplate,
  FieldTemplate,
  HttpRequest,
  HttpResponse,
  Parameter,
  RequestTemplate,
} from './request.ts';
export { type SampleOptions, sampleFromSchema } from './sampleFromSchema.ts';
export { schemaAt } from './schemaAt.ts';
export type { Server, ServerVariable } from './server.ts';
export { signInFields, togetherName } from './signInFields.ts';
export { firstAt, putAt, valueAt } from './valueAt.ts';
export { type Variant, type Variants, variantsOf } from './variantsOf.ts';
export type { EventRule, SigningScheme, WebhookCall, WebhookTrigger } from './webhookTrigger.ts';
