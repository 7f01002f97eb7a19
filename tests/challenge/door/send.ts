// Sends claims through the national door and reads what became of them.
import { setTimeout as pause } from 'node:timers/promises';
import { signClaimFile } from '@ansinh/sample-data';
import { call, demand, nationalForm } from '../../load/platform/door.ts';
import { claimId } from '../corpus/files/write.ts';
import { fileOf } from '../corpus/files/xml.ts';
import type { Case } from '../corpus/plan.ts';
import type { Answer } from '../score/compare.ts';
import type { Sender } from './world.ts';

const NATIONAL_PATH = '/api/qd130/guiHoSoXmlQD3176';
const REFUSED = ['205', '422'];
const ASK_EVERY_MS = 100;
const ASKED_AT_MOST = 1_200;
const NEWEST = 200;

type Told = {
  readonly claimId: string;
  readonly encounterKey: string;
  readonly version: number;
  readonly outcome: 'accepted' | 'returned' | null;
  readonly findings: readonly { readonly rule: string; readonly table?: string; readonly row?: number }[];
};
type Row = { readonly table: string; readonly row: number; readonly answer?: { readonly fundPays: string } };

export type Door = { readonly gatewayUrl: string; readonly senders: ReadonlyMap<string, Sender> };

const send = async (gatewayUrl: string, sender: Sender, { claim }: Case): Promise<string> => {
  const xml = fileOf(claim);
  const file = Buffer.from(claim.isSigned ? signClaimFile(xml, sender.identity) : xml);
  const { text } = await call(gatewayUrl, NATIONAL_PATH, {
    headers: sender.national,
    body: nationalForm(sender, file),
  });
  return String((JSON.parse(text) as { maKetQua: string | number }).maKetQua);
};

/** The newest answers of a facility that are known; one list is read for all that wait for it. */
const createAnswers = (gatewayUrl: string) => {
  const reading = new Map<string, Promise<readonly Told[]>>();
  const newest = (sender: Sender): Promise<readonly Told[]> => {
    const running = reading.get(sender.facilityCode);
    if (running !== undefined) return running;
    const asked = demand<{ readonly items: readonly Told[] }>(gatewayUrl, `/v1/claims?pageSize=${NEWEST}`, {
      method: 'GET',
      headers: sender.modern,
    })
      .then(({ items }) => items)
      .finally(() => reading.delete(sender.facilityCode));
    reading.set(sender.facilityCode, asked);
    return asked;
  };
  return async (sender: Sender, encounterKey: string, version: number): Promise<Told | undefined> => {
    for (let asked = 0; asked < ASKED_AT_MOST; asked += 1) {
      const found = (await newest(sender)).find(
        (told) => told.encounterKey === encounterKey && told.version >= version,
      );
      if (found !== undefined && found.outcome !== null) return found;
      await pause(ASK_EVERY_MS);
    }
    return undefined;
  };
};

const rowsOf = async (gatewayUrl: string, sender: Sender, id: string): Promise<readonly Row[]> => {
  const ofTable = (table: string) =>
    demand<readonly Row[]>(gatewayUrl, `/v1/claims/${id}/rows?table=${table}`, {
      method: 'GET',
      headers: sender.modern,
    });
  return [...(await ofTable('XML2')), ...(await ofTable('XML3'))];
};

export const createSending = ({ gatewayUrl, senders }: Door) => {
  const answerOf = createAnswers(gatewayUrl);
  return async (each: Case, version: number): Promise<Answer | undefined> => {
    const { MA_LK: key = '', MA_CSKCB: facility = '' } = each.claim.head;
    const sender = senders.get(facility);
    if (sender === undefined) throw new Error(`nobody sends for ${facility}`);
    const claim = claimId(each);
    const code = await send(gatewayUrl, sender, each);
    if (REFUSED.includes(code)) return { claim, outcome: 'refused', findings: [], lines: [] };
    if (code !== '200') throw new Error(`${claim} was answered ${code}`);
    const told = await answerOf(sender, key, version);
    if (told === undefined || told.outcome === null) return undefined;
    const { findings } = await demand<Told>(gatewayUrl, `/v1/claims/${told.claimId}`, {
      method: 'GET',
      headers: sender.modern,
    });
    const rows = told.outcome === 'accepted' ? await rowsOf(gatewayUrl, sender, told.claimId) : [];
    return {
      claim,
      outcome: told.outcome,
      findings: findings.map(({ rule, ...place }) => ({ code: rule, ...place })),
      lines: rows.map(({ table, row, answer }) => ({ table, row, T_BHTT: answer?.fundPays ?? '' })),
    };
  };
};
