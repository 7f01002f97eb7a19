// Laws about words that may not stand in code, or only in some files. Comments may name them.

import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';

type Word = {
  readonly pattern: RegExp;
  readonly allowed?: RegExp;
  /** The word is written in a comment. */
  readonly inComments?: true;
  readonly sentence: string;
};

const COMMENT = /^\s*(?:\/\/|\*|\/\*)/;

const findingsOf =
  (law: string, words: readonly Word[]) =>
  (house: House): Finding[] =>
    house.sources.flatMap(({ path, lines }) =>
      words
        .filter(({ allowed }) => !(allowed?.test(path) ?? false))
        .flatMap(({ pattern, inComments, sentence }) =>
          lines.flatMap((text, index) => {
            const what = COMMENT.test(text) && inComments === undefined ? undefined : text.match(pattern)?.[0];
            return what === undefined ? [] : [{ law, file: path, line: index + 1, what, sentence }];
          }),
        ),
    );

export const environment: Law = {
  name: 'environment',
  says: '`process.env` is read in config.ts alone.',
  check: findingsOf('environment', [
    {
      pattern: /\bprocess\.env\b/,
      // The servers hand their own environment on to child processes; tests and the testkit choose their servers by it.
      allowed: /(^|\/)config\.ts$|\.test\.ts$|^packages\/testkit\/|^infra\/local\/src\/servers\/|^tests\//,
      sentence: 'process.env is read only in config.ts: take the value from there',
    },
  ]),
};

export const plainTypes: Law = {
  name: 'plain-types',
  says: 'No `as unknown as`, no switched-off linter or type checker.',
  check: findingsOf('plain-types', [
    {
      pattern: /\bas unknown as\b/,
      sentence: 'a cast through unknown believes anything: parse the value, or name what is known of it',
    },
    {
      pattern: /\bbiome-ignore\b/,
      inComments: true,
      sentence: 'the linter is right, or its rule is wrong for all of us: change one of them',
    },
    {
      pattern: /@ts-(?:ignore|nocheck|expect-error)\b/,
      inComments: true,
      sentence: 'the type checker is right: change the code',
    },
  ]),
};

export const plainOrder: Law = {
  name: 'plain-order',
  says: 'Texts are compared alike on every machine: byText, or the words of a language that is named.',
  check: findingsOf('plain-order', [
    {
      pattern: /\blocaleCompare\b|\bIntl\.Collator\(\s*\)|\.toLocale(?:Upper|Lower)Case\(\s*\)/,
      sentence:
        'what this says depends on the language of the machine: take byText, or an Intl.Collator that names its language',
    },
  ]),
};
