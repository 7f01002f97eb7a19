import { element, escapeText, isXmlText } from '@ansinh/xml';

/** Longer words are names of nothing that a person reads in a picture. */
const TEXT_MAX = 140;

type Attributes = Readonly<Record<string, string | number>>;

/** A tenth of a point is not seen. */
const written = (value: string | number): string =>
  typeof value === 'number' ? String(Number(value.toFixed(1))) : value;

const clean = (text: string, most = TEXT_MAX): string =>
  [...text.toWellFormed().slice(0, most)].filter((character) => isXmlText(character)).join('');

export const svg = (name: string, attributes: Attributes, content: readonly string[] = []): string =>
  element(
    name,
    content.join(''),
    Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, written(value)])),
  );

export const text = (content: string, attributes: Attributes): string =>
  svg('text', attributes, [escapeText(clean(content))]);

const SAID_MAX = 1_000;

/** What is read to who does not see the picture. */
export const said = (name: 'title' | 'desc', content: string): string =>
  svg(name, {}, [escapeText(clean(content, SAID_MAX))]);

const WIDTH_OF_CHARACTER = 0.58;

/** What a text of this size is about as wide as; a picture cannot ask. */
export const widthOf = (content: string, size: number): number => content.length * size * WIDTH_OF_CHARACTER;

/** Lines that fit: divided after a space or before what begins a part of a name, cut where nothing helps. */
export const wrapped = (content: string, width: number, size: number): readonly string[] => {
  const most = Math.max(8, Math.floor(width / (size * WIDTH_OF_CHARACTER)));
  const parts = content
    .slice(0, TEXT_MAX)
    .split(/(?<= )|(?=[/.](?!v\d))|(?<=-)/)
    .flatMap((part) =>
      Array.from({ length: Math.ceil(part.length / most) }, (_, place) => part.slice(place * most, (place + 1) * most)),
    );
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last === undefined || last.length + part.trimEnd().length > most) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines.map((line) => line.trim());
};
