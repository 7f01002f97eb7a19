import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { ClaimTable, Encounter, Row, Visit } from '../claims/claim-model';
import { dateOfMinute, dateText, minuteText } from '../claims/claim-model';
import { careType, patientCode } from '../claims/encounter';
import { CHECK_IN, CLAIM_TABLES, type TableShape } from './tags';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);

const element = (tag: string, content: string): string =>
  content === '' ? `<${tag}/>` : `<${tag}>${content}</${tag}>`;

/** One table as its inner XML: no declaration, every tag in the national order, empty ones too. */
const tableXml = ({ around, row: name, tags }: TableShape, rows: readonly Row[]): string => {
  const inner = rows.map((row) => element(name, tags.map((tag) => element(tag, escaped(row[tag] ?? ''))).join('')));
  return around.reduceRight((content, tag) => element(tag, content), inner.join(''));
};

/** Base64 in lines of 76 characters, as the export of hospital software writes it. */
const base64Lines = (text: string): string =>
  (
    Buffer.from(text, 'utf8')
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\n');

const TABLES: readonly ClaimTable[] = ['XML1', 'XML2', 'XML3', 'XML4', 'XML5', 'XML7'];

const fileXml = (table: ClaimTable, rows: readonly Row[]): string =>
  [
    '        <FILEHOSO>',
    `          <LOAIHOSO>${table}</LOAIHOSO>`,
    `          <NOIDUNGFILE>${base64Lines(tableXml(CLAIM_TABLES[table], rows))}</NOIDUNGFILE>`,
    '        </FILEHOSO>',
  ].join('\n');

const encounterXml = ({ tables }: Encounter): string => {
  const used = TABLES.filter((table) => tables[table].length > 0);
  return ['      <HOSO>', ...used.map((table) => fileXml(table, tables[table])), '      </HOSO>'].join('\n');
};

export type ClaimFileWish = {
  /** MACSKCB: who sends. */
  readonly facilityCode: string;
  readonly encounters: readonly Encounter[];
  /** NGAYLAP; the day of the last discharge when left out. */
  readonly createdOn?: LocalDate;
};

/** A whole GIAMDINHHS file (domain 5.2), unsigned: CHUKYDONVI is empty. */
export const buildClaimFile = ({ facilityCode, encounters, createdOn }: ClaimFileWish): string => {
  const days = encounters.map(({ visit }) => dateOfMinute(visit.leftAt)).sort();
  const madeOn = createdOn ?? days.at(-1);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<GIAMDINHHS>',
    '  <THONGTINDONVI>',
    `    <MACSKCB>${facilityCode}</MACSKCB>`,
    '  </THONGTINDONVI>',
    '  <THONGTINHOSO>',
    `    <NGAYLAP>${madeOn === undefined ? '' : dateText(madeOn)}</NGAYLAP>`,
    `    <SOLUONGHOSO>${encounters.length}</SOLUONGHOSO>`,
    '    <DANHSACHHOSO>',
    ...encounters.map(encounterXml),
    '    </DANHSACHHOSO>',
    '  </THONGTINHOSO>',
    '  <CHUKYDONVI></CHUKYDONVI>',
    '</GIAMDINHHS>',
    '',
  ].join('\n');
};

/** The check-in of a visit (XML0), before anything but the first service is known. */
export const buildCheckIn = (visit: Visit): string => {
  const first = visit.lines.find((line) => line.kind === 'service');
  if (first === undefined || first.kind !== 'service') throw new Error('a check-in names the first service');
  const { person, card } = visit;
  const row: Row = {
    MA_LK: visit.key,
    STT: '1',
    MA_BN: patientCode(visit),
    HO_TEN: person.fullName,
    SO_CCCD: person.personalId,
    NGAY_SINH: `${dateText(person.birthDate)}0000`,
    GIOI_TINH: person.sex === 'male' ? '1' : '2',
    MA_THE_BHYT: card.cardNumber,
    MA_DKBD: card.initialFacilityCode,
    GT_THE_TU: dateText(card.validFrom),
    GT_THE_DEN: dateText(card.validTo),
    MA_DOITUONG_KCB: visit.reasonCode,
    NGAY_VAO: minuteText(visit.arrivedAt),
    MA_LOAI_KCB: careType(visit),
    MA_CSKCB: visit.facility.facilityCode,
    MA_DICH_VU: first.item.code,
    TEN_DICH_VU: first.item.name,
    NGAY_YL: minuteText(visit.arrivedAt),
  };
  return tableXml(CHECK_IN, [row]);
};
