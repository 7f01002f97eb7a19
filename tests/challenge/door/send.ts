// Sends claims through the national door.
import { signClaimFile } from '@ansinh/sample-data';
import { call, nationalForm } from '../../load/platform/door.ts';
import { claimId } from '../corpus/files/write.ts';
import { fileOf } from '../corpus/files/xml.ts';
import type { Case } from '../corpus/plan.ts';
import type { Sender } from './world.ts';

const NATIONAL_PATH = '/api/qd130/guiHoSoXmlQD3176';
const TAKEN = '200';
/** The structure is wrong: the door says where, and no claim is stored. */
const REFUSED = ['205', '422'];
/** So many files are under way at a time. */
const AT_A_TIME = 16;

type NationalReply = { readonly maKetQua: string | number; readonly thongDiep?: string };

export const senderOf = (senders: ReadonlyMap<string, Sender>, { claim }: Case): Sender => {
  const sender = senders.get(claim.head.MA_CSKCB ?? '');
  if (sender === undefined) throw new Error(`nobody sends for ${claim.head.MA_CSKCB}`);
  return sender;
};

export const signedFile = ({ claim }: Case, sender: Sender): Buffer => {
  const xml = fileOf(claim);
  return Buffer.from(claim.isSigned ? signClaimFile(xml, sender.identity) : xml);
};

/** @returns why the file was refused; nothing when it was taken */
const send = async (gatewayUrl: string, sender: Sender, each: Case): Promise<string | undefined> => {
  const body = nationalForm(sender, signedFile(each, sender));
  const { text } = await call(gatewayUrl, NATIONAL_PATH, { headers: sender.national, body });
  const { maKetQua, thongDiep = '' } = JSON.parse(text) as NationalReply;
  const code = `${maKetQua}`;
  if (code === TAKEN) return undefined;
  if (!REFUSED.includes(code)) throw new Error(`${claimId(each)} was answered ${code}: ${thongDiep}`);
  return thongDiep;
};

/** @returns what was refused at the door, and why */
export const sendAll = async (
  gatewayUrl: string,
  senders: ReadonlyMap<string, Sender>,
  cases: readonly Case[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Case, string>> => {
  const refused = new Map<Case, string>();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let each = cases[next++]; each !== undefined && !signal.aborted; each = cases[next++]) {
      const reason = await send(gatewayUrl, senderOf(senders, each), each);
      if (reason !== undefined) refused.set(each, reason);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return refused;
};
