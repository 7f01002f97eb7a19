import { posix } from 'node:path';
import { readXml, type XmlLimits } from '@ansinh/xml';
import { type NumberFormat, numberFormat } from './number-format.rules';
import { WORKBOOK_MAX } from './sent-row';
import { unreadable } from './unreadable';
import type { Parts } from './workbook-zip';

const SMALL_PART_BYTES = 1_000_000;
const STYLES_BYTES = 8_000_000;
const STRINGS_BYTES = 32_000_000;

/** A cell holds at most 32,767 characters; an element of a sheet has its name spaces and settings as attributes. */
export const SHEET_LIMITS: XmlLimits = {
  depth: 40,
  elements: WORKBOOK_MAX.elements,
  textLength: 40_000,
  attributes: 64,
};
/** What names the parts of a workbook, and how its cells look, is far smaller than its cells. */
const SMALL_LIMITS: XmlLimits = { ...SHEET_LIMITS, elements: 20_000 };
const STYLE_LIMITS: XmlLimits = { ...SHEET_LIMITS, elements: 500_000 };
const { styles: STYLES_MAX, ownFormats: OWN_FORMATS_MAX, strings: STRINGS_MAX } = WORKBOOK_MAX;

/** Programs may put a prefix before every element (`x:row`): the part behind it is the name. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

type Element = { readonly name: string; readonly attributes: Record<string, string> };

/** Tells every element of a small part with its attributes. */
const elementsOf = (xml: string): Element[] => {
  const found: Element[] = [];
  const open: Element[] = [];
  readXml(
    xml,
    {
      open: (name) => {
        const element = { name: localName(name), attributes: {} };
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
    SMALL_LIMITS,
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

const stringsOf = (xml: string | undefined): string[] => {
  const strings: string[] = [];
  if (xml === undefined) return strings;
  let text = '';
  let reading = 0;
  readXml(
    xml,
    {
      open: (name, _depth, fail) => {
        const local = localName(name);
        if (local === 'si') text = '';
        if (local === 'si' && strings.length === STRINGS_MAX) fail(`a workbook has at most ${STRINGS_MAX} texts`);
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

/** What the styles of a workbook say of its numbers: formats of its own by their ids, and for each style of cells the id of its format. */
const readStyles = (xml: string) => {
  const own = new Map<number, string>();
  const styles: number[] = [];
  const path: string[] = [];
  let format = { id: 0, code: '' };
  const isStyle = (): boolean => path.at(-1) === 'xf' && path.at(-2) === 'cellXfs';
  readXml(
    xml,
    {
      open: (name, _depth, fail) => {
        path.push(localName(name));
        if (isStyle() && styles.push(0) > STYLES_MAX) fail(`a workbook has at most ${STYLES_MAX} styles of cells`);
        if (path.at(-1) !== 'numFmt') return;
        format = { id: Number.NaN, code: '' };
        if (own.size === OWN_FORMATS_MAX) fail(`a workbook has at most ${OWN_FORMATS_MAX} formats of its own`);
      },
      attribute: (name, value) => {
        if (isStyle() && name === 'numFmtId') styles[styles.length - 1] = Number(value);
        else if (path.at(-1) !== 'numFmt') return;
        else if (name === 'numFmtId') format.id = Number(value);
        else if (name === 'formatCode') format.code = value;
      },
      allowsAttribute: () => true,
      close: () => {
        if (path.pop() === 'numFmt') own.set(format.id, format.code);
      },
    },
    STYLE_LIMITS,
  );
  return { own, styles };
};

const formatsOf = (xml: string | undefined): NumberFormat[] => {
  if (xml === undefined) return [];
  const { own, styles } = readStyles(xml);
  // Thousands of styles have a dozen formats.
  const known = new Map<number, NumberFormat>();
  return styles.map((id) => {
    const format = known.get(id) ?? numberFormat(id, own);
    known.set(id, format);
    return format;
  });
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
    strings: stringsOf(await parts(partOf('sharedStrings'), STRINGS_BYTES)),
    formats: formatsOf(await parts(partOf('styles'), STYLES_BYTES)),
    serialOffset: is1904 ? OFFSET_1904 : 0,
  };
};
