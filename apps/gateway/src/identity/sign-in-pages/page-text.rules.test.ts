import { languageOf } from './page-text.rules';

describe('the language of the sign-in pages', () => {
  it.each([
    [undefined, undefined, 'vi'],
    ['', undefined, 'vi'],
    ['en', undefined, 'en'],
    ['en-US,en;q=0.9', undefined, 'en'],
    ['vi-VN,vi;q=0.9,en;q=0.8', undefined, 'vi'],
    ['en;q=0.8, vi;q=0.9', undefined, 'vi'],
    ['de, en;q=0.5', undefined, 'en'],
    ['de', undefined, 'vi'],
    ['en;q=x', undefined, 'vi'],
    ['vi', 'en', 'en'],
    ['en', 'fr vi en', 'vi'],
    ['en', 'fr', 'en'],
  ])('of a browser that prefers %j and a program that names %j is %s', (accepted, named, language) => {
    expect(languageOf(accepted, named)).toBe(language);
  });
});
