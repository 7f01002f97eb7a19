export { allowLongBody } from './bodies/body-time';
export { countedBody } from './bodies/counted-body';
export type { RequestHashes } from './bodies/request-hash';
export { type Listening, type ListenOptions, listen } from './listening/listen';
export { type OpenApiDocument, type OpenApiInfo, openApiOf } from './openapi/document';
export { decodeCursor, encodeCursor } from './paging/cursor';
export { type CursorPage, cursorPage, NUMBER_PART, requireCursor, TEXT_PART } from './paging/page';
// The types of what the builders of a service's kit take and give: its declarations name them.
export type * from './routes/declaration';
export { actAt, type DoorAct } from './routes/door-acts';
export type * from './routes/example';
export { isHeldRoute, kindOf } from './routes/held-route';
export type * from './routes/route';
export { FileReply } from './routes/route';
export { routeBuilders } from './routes/route-builders';
export { createApp, type Health, mountHealth } from './server/app';
export {
  API_AUDIENCE,
  createTokenVerifier,
  type IssuedToken,
  requirePermission,
  type TokenVerifier,
  TWO_FACTORS,
  type VerifierOptions,
} from './server/authentication';
export { inputOfKept, performHeld } from './server/held';
export {
  type ApprovalPorts,
  type AuditPorts,
  type HeldRequest,
  type KeptRequest,
  type KeyClaim,
  type KeyScope,
  type RequestCause,
  requestCauseOf,
  type ServerPorts,
  type StoredAnswer,
} from './server/ports';
export { problemHandler, sendProblem, toProblem } from './server/problem';
export { mountRoutes } from './server/server';
