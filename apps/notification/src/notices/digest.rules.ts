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
const ALL: Record<Language, string> = {
  vi: 'Từng việc có trong hộp thư.',
  en: 'Each of them stands in the inbox.',
};

const inLanguage = ({ titleVi, textVi, titleEn, textEn }: DigestLine, language: Language) =>
  language === 'vi' ? { title: titleVi, text: textVi } : { title: titleEn, text: textEn };

/**
 * How many there are of each kind, and then the oldest one by one of those whose text may leave the inbox: the list goes out by
 * e-mail and says no more of a message than its own mail would. What is a title alone is counted; repeated, it says nothing.
 */
const listIn = (lines: readonly DigestLine[], language: Language): string => {
  const titles = Map.groupBy(lines, (line) => inLanguage(line, language).title);
  const counts = [...titles].map(([title, of]) => `${title}: ${of.length}`);
  const open = lines.filter(({ template }) => opennessOf(template) === 'text').slice(0, LISTED_MAX);
  const listed = open.map((line, index) => `${index + 1}) ${inLanguage(line, language).text}`);
  const left = lines.length - listed.length;
  const rest = listed.length === 0 ? ALL[language] : MORE[language](left);
  return [...counts, ...listed, ...(left === 0 ? [] : [rest])].join('\n');
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
