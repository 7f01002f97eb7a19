import { posix } from 'node:path';
import { readXml, readXmlInTurns, type XmlLimits } from '@ansinh/xml';
import { type NumberFormat, numberFormat } from './number-format.rules';
import { unreadable } from './unreadable';
import type { Parts } from './workbook-zip';

const SMALL_PART_BYTES = 1_000_000;
const STYLES_BYTES = 8_000_000;
const STRINGS_BYTES = 32_000_000;

/** A cell holds at most 32,767 characters; an element of a sheet has its name spaces and settings as attributes. */
export const SHEET_LIMITS: XmlLimits = { depth: 40, elements: 10_000_000, textLength: 40_000, attributes: 64 };

/** Programs may put a prefix before every element (`x:row`): the part behind it is the name. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

type Attributes = Readonly<Record<string, string>>;

/** Tells every element of a small part with its attributes when it ends. */
const elementsOf = (xml: string): { name: string; parents: readonly string[]; attributes: Attributes }[] => {
  const found: { name: string; parents: readonly string[]; attributes: Record<string, string> }[] = [];
  const open: { name: string; parents: readonly string[]; attributes: Record<string, string> }[] = [];
  readXml(
    xml,
    {
      open: (name) => {
        const element = { name: localName(name), parents: open.map((parent) => parent.name), attributes: {} };
        open.push(element);
        found.push(element);
      },
      close: () => open.pop(),
      allowsAttribute: () => true,
      attribute: (name, value) => {
        const element = open.at(-1);
        // `r:id` must not hide behind `id`, so prefixes stay in the names of attributes.
        if (element !== undefined) element.attributes[name] = value;
      },
    },
    SHEET_LIMITS,
  );
  return found;
};

type Relation = { readonly id: string; readonly type: string; readonly target: string };

const relationsOf = async (parts: Parts, path: string): Promise<Relation[]> => {
  const folder = posix.dirname(path);
  const xml = await parts(posix.join(folder, '_rels', `${posix.basename(path)}.rels`), SMALL_PART_BYTES);
  if (xml === undefined) return [];
  return elementsOf(xml)
    .filter(({ name }) => name === 'Relationship')
    .map(({ attributes: { Id = '', Type = '', Target = '' } }) => ({
      id: Id,
      type: Type.slice(Type.lastIndexOf('/') + 1),
      target: Target.startsWith('/') ? Target.slice(1) : posix.join(folder === '.' ? '' : folder, Target),
    }));
};

/** `_xHHHH_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export const plainText = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const stringsOf = async (xml: string | undefined): Promise<string[]> => {
  const strings: string[] = [];
  if (xml === undefined) return strings;
  let text = '';
  let reading = 0;
  await readXmlInTurns(
    xml,
    {
      open: (name) => {
        const local = localName(name);
        if (local === 'si') text = '';
        // How a text is spoken stands beside it and is no part of it.
        if (local === 'rPh') reading += 1;
      },
      close: (name, _depth, content) => {
        const local = localName(name);
        if (local === 'rPh') reading -= 1;
        if (local === 't' && reading === 0) text += content;
        if (local === 'si') strings.push(plainText(text));
      },
      allowsAttribute: () => true,
    },
    SHEET_LIMITS,
  );
  return strings;
};

const formatsOf = (xml: string | undefined): NumberFormat[] => {
  if (xml === undefined) return [];
  const elements = elementsOf(xml);
  const own = new Map(
    elements
      .filter(({ name }) => name === 'numFmt')
      .map(({ attributes }) => [Number(attributes.numFmtId), attributes.formatCode ?? ''] as const),
  );
  return elements
    .filter(({ name, parents }) => name === 'xf' && parents.at(-1) === 'cellXfs')
    .map(({ attributes }) => numberFormat(Number(attributes.numFmtId ?? 0), own));
};

export type Workbook = {
  readonly sheetPath: string;
  readonly sheetName: string;
  /** Texts that cells refer to by their index. */
  readonly strings: readonly string[];
  /** Formats of numbers that cells refer to by their index. */
  readonly formats: readonly NumberFormat[];
  /** Days to add to a serial: old workbooks of the Macintosh count from 1904. */
  readonly serialOffset: number;
};

const OFFSET_1904 = 1_462;

/** What is needed to read the first sheet that is not hidden. Throws `catalogue.unreadable`, XmlError. */
export const readWorkbook = async (parts: Parts): Promise<Workbook> => {
  const root = (await relationsOf(parts, '')).find(({ type }) => type === 'officeDocument')?.target;
  const xml = root === undefined ? undefined : await parts(root, SMALL_PART_BYTES);
  if (root === undefined || xml === undefined) return unreadable('the file is a ZIP, but no workbook (XLSX)');
  const elements = elementsOf(xml);
  const relations = await relationsOf(parts, root);
  const partOf = (type: string): string => relations.find((relation) => relation.type === type)?.target ?? '';
  const sheet = elements.find(
    ({ name, attributes }) => name === 'sheet' && (attributes.state ?? 'visible') === 'visible',
  );
  const idOfSheet = Object.entries(sheet?.attributes ?? {}).find(([name]) => name.endsWith(':id'))?.[1];
  const target = relations.find(({ id, type }) => id === idOfSheet && type === 'worksheet')?.target;
  if (sheet === undefined || target === undefined) return unreadable('the workbook has no sheet that is shown');
  const is1904 = elements.some(
    ({ name, attributes }) => name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? ''),
  );
  return {
    sheetPath: target,
    sheetName: sheet.attributes.name ?? '',
    strings: await stringsOf(await parts(partOf('sharedStrings'), STRINGS_BYTES)),
    formats: formatsOf(await parts(partOf('styles'), STYLES_BYTES)),
    serialOffset: is1904 ? OFFSET_1904 : 0,
  };
};
