import type { LocalDate, YearMonth } from '@ansinh/contracts/vocabulary/calendar';

/** Words that an event brings along in both languages. */
export type Words = { readonly vi: string; readonly en: string };

/** What a `{name}` of a text may stand for, with what a notice says it by. It decides how that is written. */
export type ValueOf = {
  readonly amount: string;
  readonly 'claim-amount': string;
  readonly date: LocalDate;
  readonly month: YearMonth;
  /** A month or a quarter. */
  readonly period: string;
  readonly number: string;
  readonly code: string;
  readonly 'payout-channel': string;
  readonly 'payout-kind': string;
  readonly 'benefit-kind': string;
  readonly 'withdrawal-reason': string;
  /** Id of a participant, who is called by name. */
  readonly person: string;
  readonly words: Words;
};
export type ValueKind = keyof ValueOf;

export type Texts = { readonly title: string; readonly text: string };

/**
 * How much of a notice may leave the inbox, by ways that others may read: `nothing`, only that there is one; `title`;
 * `text`, for what tells nothing of a person.
 */
export type Openness = 'nothing' | 'title' | 'text';

export type Template = {
  readonly values: Readonly<Record<string, ValueKind>>;
  readonly outside: Openness;
  /** Whether the recipient has to do something: then what may not say it sends them where they can read it. */
  readonly asks: boolean;
  readonly vi: Texts;
  readonly en: Texts;
};

/** A group of templates by id and version. */
export type Templates = Readonly<Record<`${string}.v${number}`, Template>>;
