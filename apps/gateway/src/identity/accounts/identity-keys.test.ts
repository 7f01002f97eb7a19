import { openIdentityKeys } from './identity-keys';

const keys = openIdentityKeys('ab'.repeat(32));

describe('the keys of identities', () => {
  it('give one person one pseudonym, in which the personal id does not stand, and another installation another one', () => {
    const key = keys.personKeyOf('066190012347');
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(openIdentityKeys('ab'.repeat(32)).personKeyOf('066190012347')).toBe(key);
    expect(keys.personKeyOf('066190012348')).not.toBe(key);
    expect(openIdentityKeys('ac'.repeat(32)).personKeyOf('066190012347')).not.toBe(key);
    expect(keys.maskOf('066190012347')).not.toBe(key);
  });

  it('seal a secret for its account alone, each time in another way', () => {
    const secret = Buffer.from('12345678901234567890');
    const sealed = keys.seal('person:lan', secret);
    expect(keys.seal('person:lan', secret)).not.toBe(sealed);
    expect(keys.unseal('person:lan', sealed)).toEqual(secret);
    expect(() => keys.unseal('person:mai', sealed)).toThrow();
    expect(() => openIdentityKeys('ac'.repeat(32)).unseal('person:lan', sealed)).toThrow();
    expect(() => keys.unseal('person:lan', `v2${sealed.slice(2)}`)).toThrow(/no form that is known/);
  });
});
