export type { Auth, Connector, ConnectorCategory, Effect, Operation } from './connector.ts';
export { type Failure, OperationError, toFailure } from './failure.ts';
export type { BodyTemplate, HttpRequest, HttpResponse, Parameter, RequestTemplate } from './request.ts';
