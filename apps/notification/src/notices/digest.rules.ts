import type { Language } from '@ansinh/contracts/notification/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Notice } from '../templates/template.rules';
import { opennessOf } from '../templates/templates';
import type { Addressed } from './notice.rules';

/**
 * By which day something was to be done that goes into the list of a day: the agency is told of the work of every facility and
 * employer, and nobody reads a mail for each. Undefined for what goes out by itself.
 */
export const digestedBy = ({ recipient, notice: { values } }: Addressed): LocalDate | undefined =>
  recipient.kind === 'agency' && 'dueOn' in values ? values.dueOn : undefined;

/** A message that waits for its list, as it was posted. */
export type DigestLine = {
  readonly template: string;
  readonly titleVi: string;
  readonly textVi: string;
  readonly titleEn: string;
  readonly textEn: string;
  readonly dueOn: LocalDate;
};

/** The others are counted: they stand in the inbox. */
const LISTED_MAX = 50;

const MORE: Record<Language, (count: number) => string> = {
  vi: (count) => `Còn ${count} việc khác trong hộp thư.`,
  en: (count) => `${count} more stand in the inbox.`,
};

/** The list goes out by e-mail: it says no more of a message than its own mail would. */
const saidIn = ({ template, titleVi, textVi, titleEn, textEn }: DigestLine, language: Language) => {
  const { title, text } = language === 'vi' ? { title: titleVi, text: textVi } : { title: titleEn, text: textEn };
  return { title, text: opennessOf(template) === 'text' ? text : title };
};

/** How many there are of each kind, and then the oldest of them one by one. */
const listIn = (lines: readonly DigestLine[], language: Language): string => {
  const said = lines.map((line) => saidIn(line, language));
  const counts = [...Map.groupBy(said, ({ title }) => title)].map(([title, of]) => `${title}: ${of.length}`);
  const listed = said.slice(0, LISTED_MAX).map(({ text }, index) => `${index + 1}) ${text}`);
  const left = lines.length - listed.length;
  return [...counts, ...listed, ...(left === 0 ? [] : [MORE[language](left)])].join('\n');
};

/** The list of a day, of lines with the oldest first. */
export const digestOf = (lines: readonly [DigestLine, ...DigestLine[]]): Notice => ({
  template: 'agency-digest.v1',
  values: {
    count: String(lines.length),
    oldest: lines[0].dueOn,
    list: { vi: listIn(lines, 'vi'), en: listIn(lines, 'en') },
  },
});
