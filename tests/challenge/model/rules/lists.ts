// Domain 4.5: lists of the facility, quantities, people who order, and what belongs to what.
import { type Finding, type Item, listed, read } from '../claim.ts';
import { scaled, thousandths } from '../exact.ts';
import { type Facts, isSupply, itemCode, type Line, linesOf } from '../facts.ts';
import { clockOf, dayOf } from '../times.ts';

export const listFindings = (facts: Facts): readonly Finding[] =>
  linesOf(facts.claim).flatMap((line) => [
    ...ofCatalogue(facts, line),
    ...ofQuantity(facts, line),
    ...ofDoctor(facts, line),
    ...ofService(facts, line),
  ]);

const itemOn = (facts: Facts, line: Line): Item | undefined => {
  const day = dayOf(read(line.fields, 'NGAY_YL'));
  return facts.registers.items(itemCode(line)).find(({ from, to }) => from <= day && (to === undefined || day <= to));
};

/** LIST before PRICE: what is off the list has no price. */
const ofCatalogue = (facts: Facts, line: Line): readonly Finding[] => {
  const { table, row, fields } = line;
  const item = itemOn(facts, line);
  const isListed =
    item !== undefined && item.scope === read(fields, 'PHAM_VI') && item.insuranceRatio === read(fields, 'TYLE_TT_BH');
  if (!isListed)
    return [{ code: 'LIST', severity: 'refuse', table, row, article: '4.5 LIST', change: { refuse: true } }];
  const price = thousandths(item.price);
  const claimed = thousandths(read(fields, table === 'XML2' ? 'DON_GIA' : 'DON_GIA_BH'));
  return claimed <= price
    ? []
    : [{ code: 'PRICE', severity: 'adjust', table, row, article: '4.5 PRICE', change: { price } }];
};

/** "2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]" (5.6, XML2 12) */
const DOSE = /\* (\d+) ngày \[(\d+) /;

/** Thousandths; undefined where the dose says nothing of days. */
const doseTimesDays = (line: Line): bigint | undefined => {
  const [, days, daily] = DOSE.exec(read(line.fields, 'LIEU_DUNG')) ?? [];
  return days === undefined || daily === undefined ? undefined : BigInt(days) * BigInt(daily) * 1_000n;
};

const ofQuantity = (facts: Facts, line: Line): readonly Finding[] => {
  const { table, row, fields } = line;
  const quantity = thousandths(read(fields, 'SO_LUONG'));
  const bought = scaled(itemOn(facts, line)?.bought, 3);
  const byDose = table === 'XML2' ? doseTimesDays(line) : undefined;
  const isAbove = [bought, byDose].some((limit) => limit !== undefined && quantity > limit);
  return isAbove ? [{ code: 'QTY', severity: 'ask', table, row, article: '4.5 QTY' }] : [];
};

const ofDoctor = (facts: Facts, line: Line): readonly Finding[] => {
  const { table, row, fields } = line;
  const clock = clockOf(read(fields, 'NGAY_YL'));
  const isRight = listed(read(fields, 'MA_BAC_SI')).every((licence) => {
    const doctor = facts.registers.doctor(licence, facts.facility?.code ?? '');
    return doctor !== undefined && doctor.opens <= clock && clock <= doctor.closes;
  });
  return isRight ? [] : [{ code: 'DOCTOR', severity: 'ask', table, row, article: '4.5 DOCTOR' }];
};

/** 102: a supply or drug names a service that is not in the claim. */
const ofService = (facts: Facts, line: Line): readonly Finding[] => {
  const { table, row, fields } = line;
  const named = table === 'XML2' || isSupply(line) ? listed(read(fields, 'MA_DICH_VU')) : [];
  const done = linesOf(facts.claim)
    .filter((other) => other.table === 'XML3' && !isSupply(other))
    .map((other) => read(other.fields, 'MA_DICH_VU'));
  if (named.every((code) => done.includes(code))) return [];
  return [{ code: 'WITHOUT', severity: 'refuse', table, row, article: '4.5 WITHOUT (102)', change: { refuse: true } }];
};
