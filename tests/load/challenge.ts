// npm run challenge -- [--claims N] [--seed S] [--from K] [--out DIR]: a corpus of claims with its answer key goes through
// the national door of the whole platform; the page that is written shows what differs, by article of the law.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { claimId, keyLine } from '../challenge/corpus/files/write.ts';
import { type Case, caseAt } from '../challenge/corpus/plan.ts';
import { readAnswers, type Sent } from '../challenge/door/answers.ts';
import { sendAll, senderOf, signedFile } from '../challenge/door/send.ts';
import { missingFor } from '../challenge/door/untold.ts';
import { prepareWorld, type Sender } from '../challenge/door/world.ts';
import { type Answer, compare, type Mismatch } from '../challenge/score/compare.ts';
import { sortOut } from '../challenge/score/known.ts';
import { page } from '../challenge/score/page.ts';
import type { RunOnPlatform } from './platform/context.ts';

export const platform = true;

/** The files of so many claims are kept for each kind of claim in which something differs. */
const KEPT_FILES = 2;

const readOptions = (args: readonly string[]) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      claims: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      out: { type: 'string', default: '.local/challenge' },
    },
  });
  return { claims: Number(values.claims), seed: Number(values.seed), from: Number(values.from), folder: values.out };
};

/** True when nothing differs but what is known as not yet right. */
export const run: RunOnPlatform = async ({ platform: running, options, signal }) => {
  const { claims, seed, from, folder } = readOptions(options);
  const cases = Array.from({ length: claims }, (_, at) => caseAt({ seed, number: from + at }));
  const byMissing = Map.groupBy(cases, missingFor);
  const tried = byMissing.get(undefined) ?? [];
  console.log(`${claims} claims of seed ${seed} from ${from} on, ${tried.length} of them can be tried.`);
  for (const [missing, own] of byMissing)
    if (missing !== undefined) console.log(`${own.length} are left out: no door takes ${missing}.`);
  const people = [...new Map(tried.map(({ person }) => [person.siNumber, person])).values()];
  const senders = await prepareWorld(running, people);
  console.log('The claims are sent ...');
  const started = performance.now();
  const answers = await inTurn({ gatewayUrl: running.gatewayUrl, senders }, tried, signal);
  const seconds = (performance.now() - started) / 1_000;
  const score = compare(tried.map(keyLine), answers);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'answers.ndjson'), answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  writeFileSync(join(folder, 'score.json'), `${JSON.stringify({ seed, from, seconds, ...score }, null, 2)}\n`);
  const sorted = sortOut(score.mismatches);
  writeFileSync(join(folder, 'score.html'), page(score, sorted, `The claim challenge, seed ${seed}`));
  const { outcomes, codes, amounts, mismatches } = score;
  keepFiles(folder, tried, mismatches, senders);
  console.log(`${tried.length} claims in ${seconds.toFixed(0)} s (${(tried.length / seconds).toFixed(1)} a second)`);
  console.log(
    `outcomes ${outcomes.right}/${outcomes.of}, codes ${codes.right}/${codes.of}, amounts ${amounts.right}/${amounts.of}`,
  );
  const { known, others } = sorted;
  for (const [{ name, issue }, own] of known)
    console.log(own.length > 0 ? `${own.length} not yet right: ${name} (${issue})` : `${name}: none here; right now?`);
  console.log(`${others.length} other mismatches: ${join(folder, 'score.html')}`);
  return others.length === 0;
};

type World = { readonly gatewayUrl: string; readonly senders: ReadonlyMap<string, Sender> };

const isSecond = ({ number, story }: Case): boolean => number % 2 === 1 && story.endsWith('(2)');

/** What came first is answered before the second of a pair is sent. */
const inTurn = async (world: World, cases: readonly Case[], signal: AbortSignal): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  const taken = new Set<string>();
  for (const part of [cases.filter((each) => !isSecond(each)), cases.filter(isSecond)]) {
    const refused = await sendAll(world.gatewayUrl, world.senders, part, signal);
    const sent: Sent[] = [];
    for (const each of part) {
      const text = refused.get(each);
      if (text !== undefined)
        answers.push({ claim: claimId(each), outcome: 'refused', findings: [{ code: 'door', text }], lines: [] });
      else sent.push({ each, version: taken.has(each.claim.head.MA_LK ?? '') ? 2 : 1 });
    }
    for (const { each } of sent) taken.add(each.claim.head.MA_LK ?? '');
    if (!signal.aborted) answers.push(...(await readAnswers(world, sent)));
  }
  return answers;
};

/** The smallest of each kind of claim, with the first of a pair. */
const keepFiles = (
  folder: string,
  cases: readonly Case[],
  mismatches: readonly Mismatch[],
  senders: ReadonlyMap<string, Sender>,
): void => {
  const byNumber = new Map(cases.map((each) => [each.number, each]));
  const byId = new Map(cases.map((each) => [claimId(each), each]));
  const files = join(folder, 'files');
  mkdirSync(files, { recursive: true });
  const keep = (each: Case | undefined): void => {
    if (each !== undefined)
      writeFileSync(join(files, `${claimId(each)}.xml`), signedFile(each, senderOf(senders, each)));
  };
  const sizeOf = ({ claim: { drugs, services } }: Case): number => drugs.length + services.length;
  for (const own of Map.groupBy(mismatches, ({ kind, article, story }) => `${kind} ${article} ${story}`).values()) {
    const differing = [...new Set(own.map(({ claim }) => byId.get(claim)))].filter((each) => each !== undefined);
    for (const each of differing.toSorted((a, b) => sizeOf(a) - sizeOf(b)).slice(0, KEPT_FILES)) {
      keep(each);
      if (isSecond(each)) keep(byNumber.get(each.number - 1));
    }
  }
};
