import { isUnavailable } from './errors';

describe('an error that says that PostgreSQL is away', () => {
  // As they were seen by requests while PostgreSQL was stopped, killed or cut off.
  it.each([
    'Client has encountered a connection error and is not queryable',
    'Raw query failed. Code: `N/A`. Message: `Server has closed the connection.`',
    'Connection terminated unexpectedly',
    'connect ECONNREFUSED 127.0.0.1:5432',
    'timeout exceeded when trying to connect',
  ])('is known by its text: %s', (text) => {
    expect(isUnavailable(new Error(text))).toBe(true);
  });

  it.each(['57P01', '57P03', '08006', '53300'])('is known by SQLSTATE %s', (code) => {
    expect(isUnavailable(Object.assign(new Error('terminating connection'), { code }))).toBe(true);
  });

  it('is known by the kind that the adapter gives it', () => {
    const bare = new Error('ConnectionClosed', { cause: { kind: 'ConnectionClosed' } });
    expect(isUnavailable(bare)).toBe(true);
    const wrapped = Object.assign(new Error('Invalid invocation'), { meta: { driverAdapterError: bare } });
    expect(isUnavailable(wrapped)).toBe(true);
  });

  it('is not a bug of ours', () => {
    expect(isUnavailable(new TypeError('undefined is not a function'))).toBe(false);
    expect(isUnavailable(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(false);
  });
});
