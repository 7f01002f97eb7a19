// Reads what became of claims that were sent.
import { setTimeout as pause } from 'node:timers/promises';
import type { Claim, ClaimRow } from '@ansinh/contracts/health-insurance/api';
import { demand } from '../../load/platform/door.ts';
import { claimId } from '../corpus/files/write.ts';
import type { Case } from '../corpus/plan.ts';
import type { Answer } from '../score/compare.ts';
import { senderOf } from './send.ts';
import type { Sender } from './world.ts';

const PAGE_SIZE = 200;
const ASK_EVERY_MS = 1_000;
const PATIENCE_MS = 600_000;
const AT_A_TIME = 16;

/** What is waited for: the claim of a hospital's key, and the version that answers the last file. */
export type Sent = { readonly each: Case; readonly version: number };

type Page = { readonly items: readonly Claim[]; readonly nextCursor?: string | null };
type World = { readonly gatewayUrl: string; readonly senders: ReadonlyMap<string, Sender> };

/** The claims of a facility by key, newest pages first; undefined while some of them wait for their answer. */
const listAnswered = async (
  gatewayUrl: string,
  { modern }: Sender,
  sent: readonly Sent[],
): Promise<ReadonlyMap<string, Claim> | undefined> => {
  const missing = new Map(sent.map(({ each, version }) => [each.claim.head.MA_LK ?? '', version]));
  const found = new Map<string, Claim>();
  let cursor = '';
  do {
    const path = `/v1/claims?pageSize=${PAGE_SIZE}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: Page = await demand<Page>(gatewayUrl, path, { method: 'GET', headers: modern });
    for (const claim of page.items) {
      const version = missing.get(claim.encounterKey);
      if (version === undefined) continue;
      if (claim.outcome === null || claim.version < version) return undefined;
      found.set(claim.encounterKey, claim);
      missing.delete(claim.encounterKey);
    }
    cursor = page.nextCursor ?? '';
  } while (missing.size > 0 && cursor !== '');
  return missing.size === 0 ? found : undefined;
};

const awaitAnswered = async (
  gatewayUrl: string,
  sender: Sender,
  sent: readonly Sent[],
): Promise<ReadonlyMap<string, Claim>> => {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const found = await listAnswered(gatewayUrl, sender, sent);
    if (found !== undefined) return found;
    await pause(ASK_EVERY_MS);
  }
  throw new Error(`claims of ${sender.facilityCode} were not answered in ${PATIENCE_MS / 1_000} s`);
};

const get = <Body>(gatewayUrl: string, { modern }: Sender, path: string): Promise<Body> =>
  demand<Body>(gatewayUrl, path, { method: 'GET', headers: modern });

const answerOf = async (gatewayUrl: string, sender: Sender, each: Case, listed: Claim): Promise<Answer> => {
  const path = `/v1/claims/${listed.claimId}`;
  // A page has claims without their findings.
  const { findings } = await get<Claim>(gatewayUrl, sender, path);
  const rowsOf = (table: string) => get<readonly ClaimRow[]>(gatewayUrl, sender, `${path}/rows?table=${table}`);
  const rows = listed.outcome === 'accepted' ? [...(await rowsOf('XML2')), ...(await rowsOf('XML3'))] : [];
  return {
    claim: claimId(each),
    outcome: listed.outcome === 'accepted' ? 'accepted' : 'returned',
    findings: findings.map(({ rule, table, row, severity, field, found, expected, message }) => ({
      code: rule,
      ...(table === undefined ? {} : { table }),
      ...(row === undefined ? {} : { row }),
      text: `${severity} ${field ?? ''} ${found ?? ''} -> ${expected ?? ''}: ${message}`,
    })),
    lines: rows.map(({ table, row, answer }) => ({ table, row, T_BHTT: answer?.fundPays ?? '' })),
  };
};

/** Waits until all are appraised, then reads the answer of each. */
export const readAnswers = async (
  { gatewayUrl, senders }: World,
  sent: readonly Sent[],
): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const [sender, own] of Map.groupBy(sent, ({ each }) => senderOf(senders, each))) {
    const listed = await awaitAnswered(gatewayUrl, sender, own);
    let next = 0;
    const work = async (): Promise<void> => {
      for (let one = own[next++]; one !== undefined; one = own[next++]) {
        const claim = listed.get(one.each.claim.head.MA_LK ?? '');
        if (claim !== undefined) answers.push(await answerOf(gatewayUrl, sender, one.each, claim));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  }
  return answers;
};
