import { addressAt, addressesOf } from './address.rules';

describe('where a browser finds the installation', () => {
  it('is one address in public, and both names of the machine of a developer', () => {
    expect(addressesOf('https://api.example.vn')).toEqual(['https://api.example.vn']);
    expect(addressesOf('http://127.0.0.1:8080')).toEqual(['http://127.0.0.1:8080', 'http://localhost:8080']);
    expect(addressesOf('http://localhost:8080')).toEqual(['http://127.0.0.1:8080', 'http://localhost:8080']);
  });

  it.each([
    ['http://127.0.0.1:8080', 'localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080', '127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080', 'localhost:9090', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080', 'evil.example', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080', undefined, 'http://127.0.0.1:8080'],
    ['https://api.example.vn', 'localhost', 'https://api.example.vn'],
    ['https://api.example.vn', 'evil.example', 'https://api.example.vn'],
  ])('of %s for the host %s is %s', (publicUrl, host, address) => {
    expect(addressAt(publicUrl, host)).toBe(address);
  });
});
