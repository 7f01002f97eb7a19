import fc from 'fast-check';
import { decodeBase64 } from './national-form';

describe('the base64 of a file', () => {
  it('is read whatever the sender did with line breaks and unescaped plus signs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 4, max: 76 }), (bytes, width) => {
        const text = Buffer.from(bytes).toString('base64');
        const wrapped = text.replaceAll('+', ' ').replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
        expect(decodeBase64(wrapped)?.equals(bytes)).toBe(true);
      }),
    );
  });

  it.each(['', 'a', 'abc', 'ab=c', 'a===', 'ab!=', 'YWJj=', 'YWJjé', '<GIAMDINHHS/>'])('is not %p', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
