export { createApp, type Health, mountHealth } from './app';
export { API_AUDIENCE, createTokenVerifier, demand, type TokenVerifier, type VerifierOptions } from './authentication';
export { allowLongBody } from './body-time';
export { countedBody } from './counted-body';
export { decodeCursor, encodeCursor } from './cursor';
export { type Listening, type ListenOptions, listen } from './listen';
export { type OpenApiDocument, type OpenApiInfo, openApiOf } from './openapi';
export { fieldErrors, problemHandler, sendProblem, toProblem } from './problem';
export { FileReply, type RawBody, type Route, routeBuilders, type StreamContext } from './route';
export {
  type KeyClaim,
  type KeyScope,
  mountRoutes,
  type RequestCause,
  requestCauseOf,
  type ServerPorts,
  type StoredAnswer,
} from './server';
