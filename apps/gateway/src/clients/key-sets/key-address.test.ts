import { isOutside, requireKeyAddress } from './key-address';

describe('the address of a key set', () => {
  it.each(['https://keys.example/jwks', 'https://keys.example:8443/a?b=c', 'https://203.0.113.7/jwks'])(
    'is taken: %s',
    (url) => expect(() => requireKeyAddress(url)).not.toThrow(),
  );

  it.each([
    'http://keys.example/jwks',
    'ftp://keys.example/jwks',
    'https://user:secret@keys.example/jwks',
    'https://keys.example/jwks#a',
    'https://127.0.0.1/jwks',
    'https://2130706433/jwks',
    'https://[::1]/jwks',
    'https://[::ffff:10.0.0.1]/jwks',
    'https://10.1.2.3/jwks',
    'https://169.254.169.254/latest/meta-data',
  ])('is refused: %s', (url) => {
    expect(() => requireKeyAddress(url)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
  });

  it.each([
    ['8.8.8.8', true],
    ['2606:4700:4700::1111', true],
    ['0.0.0.0', false],
    ['100.64.0.1', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::1', false],
    ['::ffff:192.168.1.1', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['keys.example', false],
  ])('leads outside at %s: %s', (address, expected) => expect(isOutside(address)).toBe(expected));
});
