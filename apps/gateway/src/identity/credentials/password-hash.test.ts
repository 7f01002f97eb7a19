import { hashPassword, isOutdated, isPassword } from './password-hash';

describe('the hash of a password', () => {
  it('is argon2id of what OWASP asks for, another one each time', async () => {
    const [one, other] = await Promise.all([hashPassword('hồ Lắk mùa nước'), hashPassword('hồ Lắk mùa nước')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(other).not.toBe(one);
    expect(await isPassword(one, 'hồ Lắk mùa nước')).toBe(true);
    expect(await isPassword(one, 'hồ Lắk mùa nước'.normalize('NFD'))).toBe(true);
    expect(await isPassword(one, 'hồ Lắk mùa khô')).toBe(false);
    expect(isOutdated(one)).toBe(false);
  });

  it('is that of other implementations', async () => {
    // Of the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1
    const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await isPassword(hash, 'password')).toBe(true);
    expect(await isPassword(hash, 'passworD')).toBe(false);
  });

  it('is made anew when it cost less than is asked now', () => {
    const rest = 'c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(isOutdated(`$argon2id$v=19$m=65536,t=2,p=1$${rest}`)).toBe(false);
    expect(isOutdated(`$argon2id$v=19$m=9216,t=4,p=1$${rest}`)).toBe(true);
    expect(isOutdated(`$argon2id$v=19$m=19456,t=1,p=1$${rest}`)).toBe(true);
  });

  it('of nobody fits nothing, after the same work', async () => {
    expect(await isPassword(undefined, '')).toBe(false);
    expect(await isPassword(undefined, 'password')).toBe(false);
  });

  it('that is none is an error, and no password', async () => {
    await expect(isPassword('$2b$10$abc', 'password')).rejects.toThrow();
  });
});
