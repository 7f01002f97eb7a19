import fc from 'fast-check';
import { decodeBase64, formReading } from './form-reading';

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

const URLENCODED = 'application/x-www-form-urlencoded';
const FORM_DATA = 'multipart/form-data; boundary=x';
const partsOf = (fields: Readonly<Record<string, string>>): string =>
  `${Object.entries(fields)
    .map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('')}--x--\r\n`;
const read = (text: string, contentType: string) => formReading.of(Buffer.from(text), contentType);

describe('a form', () => {
  it('is read alike in its three forms, with the bytes of its file', async () => {
    const fields = { username: 'bv 66001', loaiHoSo: '130', fileHSBase64: 'YT4/' };
    const sent = [
      [new URLSearchParams(fields).toString(), URLENCODED],
      [JSON.stringify(fields), 'application/json'],
      [partsOf(fields), FORM_DATA],
    ] as const;
    for (const [text, contentType] of sent) {
      const form = await read(text, contentType);
      expect(Object.fromEntries(form.fields)).toEqual({ username: 'bv 66001', loaiHoSo: '130' });
      expect(Buffer.from(form.file ?? []).toString()).toBe('a>?');
    }
  });

  it.each([
    ['only of the signs between fields', '&'.repeat(28_000_000), URLENCODED],
    ['of a million fields', 'a=1&'.repeat(1_000_000), URLENCODED],
    ['with a broken escape', 'a=%zz', URLENCODED],
    ['of a million parts', '--x\r\n'.repeat(1_000_000), FORM_DATA],
    ['of a million members', `{${'"a":1,'.repeat(1_000_000)}"b":1}`, 'application/json'],
    ['of lists in lists', '['.repeat(1_000_000), 'application/json'],
  ])('%s is refused at once, and few bytes of memory are used for it', async (_, text, contentType) => {
    const body = Buffer.from(text);
    const [before, begun] = [process.memoryUsage().heapUsed, performance.now()];
    await expect(formReading.of(body, contentType)).rejects.toMatchObject({ code: 'request.malformed' });
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });
});
