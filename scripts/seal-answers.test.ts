import { runWith } from './testing/scripts';

/** What is said of an error that has this in it. */
const said = (error: string): string => {
  const { code, output, errors } = runWith('scripts/seal-answers.mjs', `console.log(module.whyNot(${error}));`);
  if (code !== 0) throw new Error(errors);
  return output.trim();
};
const prisma = (cause: object): string =>
  `Object.assign(new Error('postgresql://u:sEcret9@h/x failed'), ${JSON.stringify({
    name: 'PrismaClientKnownRequestError',
    code: 'P2010',
    meta: { driverAdapterError: { name: 'DriverAdapterError', cause } },
  })})`;

describe('a database that npm run seals cannot check', () => {
  it.each([
    [
      'the server refuses the user or the password (PGPASSWORD)',
      prisma({ originalCode: '28P01', kind: 'AuthenticationFailed', user: 'ansinh' }),
    ],
    ['the server has no such database', prisma({ kind: 'DatabaseDoesNotExist', db: 'x' })],
    ['the server does not answer', "Object.assign(new Error('x'), { errors: [{ code: 'ECONNREFUSED' }] })"],
    ['the server does not answer', prisma({ kind: 'DatabaseNotReachable', host: 'h', port: 5432 })],
    ['the database is none of this service, or of another version of it', prisma({ originalCode: '42P01' })],
    ['the user has no right to read its tables', prisma({ originalCode: '42501' })],
    ['what is named is no URL', "(() => { try { return new URL('::') } catch (error) { return error } })()"],
  ])('is told in one sentence: %s', (sentence, error) => {
    expect(said(error)).toBe(sentence);
  });

  it('is told by its codes where nobody knows them, and never by a message, where a password can stand', () => {
    expect(said(prisma({ originalCode: '99999' }))).toBe(
      'it could not be read: PrismaClientKnownRequestError P2010 99999',
    );
  });
});
