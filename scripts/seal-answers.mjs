// What `npm run seals` says of a database that it could not check: one sentence, and never the URL, where a password stands.

const SENTENCES = [
  [
    /^28P01$|^28000$|AuthenticationFailed|InvalidAuthorization/,
    'the server refuses the user or the password (PGPASSWORD)',
  ],
  [/^3D000$|DatabaseDoesNotExist/, 'the server has no such database'],
  [
    /^42P01$|^42703$|^3F000$|TableDoesNotExist|ColumnNotFound/,
    'the database is none of this service, or of another version of it',
  ],
  [/^42501$|DatabaseAccessDenied/, 'the user has no right to read its tables'],
  [
    /^E(?:CONNREFUSED|NOTFOUND|HOSTUNREACH|NETUNREACH|TIMEDOUT|CONNRESET|AI_AGAIN)$|^P1001$|^57P0\d$|^08|DatabaseNotReachable|ConnectionClosed|SocketTimeout/,
    'the server does not answer',
  ],
  [/^ERR_INVALID_URL$/, 'what is named is no URL'],
  [/TlsConnectionError|^DEPTH_ZERO|^SELF_SIGNED|^UNABLE_TO|^ERR_TLS/, 'the connection by TLS is refused'],
];

/** Codes that stand somewhere in an error, however a driver wraps it. */
const codesIn = (value, seen = new Set()) => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const names = Array.isArray(value) ? Object.keys(value) : [...Object.getOwnPropertyNames(value)];
  return names.flatMap((name) => {
    const part = value[name];
    if (typeof part === 'string') return ['code', 'originalCode', 'kind'].includes(name) ? [part] : [];
    return name === 'stack' ? [] : codesIn(part, seen);
  });
};

export const whyNot = (error) => {
  const codes = codesIn(error);
  const [, sentence] = SENTENCES.find(([pattern]) => codes.some((code) => pattern.test(code))) ?? [];
  const rest = [error?.name ?? 'an error', ...codes].join(' ');
  return sentence ?? `it could not be read: ${rest}`;
};
