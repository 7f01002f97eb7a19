// npm run challenge -- [--claims N] [--seed S] [--from K] [--out DIR]: a corpus of claims with its answer key goes through
// the national door of the whole platform; the page that is written shows what differs, by article of the law.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keyLine } from '../challenge/corpus/files/write.ts';
import { type Case, caseAt } from '../challenge/corpus/plan.ts';
import { createSending } from '../challenge/door/send.ts';
import { isTellable, prepareWorld } from '../challenge/door/world.ts';
import { type Answer, compare } from '../challenge/score/compare.ts';
import { page } from '../challenge/score/page.ts';
import type { RunOnPlatform } from './platform/context.ts';

export const platform = true;

/** So many claims, or pairs of them, are under way at a time. */
const AT_A_TIME = 16;

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

/** True when nothing differs. */
export const run: RunOnPlatform = async ({ platform: running, options, signal }) => {
  const { claims, seed, from, folder } = readOptions(options);
  const cases = Array.from({ length: claims }, (_, at) => caseAt({ seed, number: from + at }));
  const tried = cases.filter(({ person }) => isTellable(person));
  console.log(`${claims} claims of seed ${seed}; ${claims - tried.length} need registers that no door takes yet ...`);
  const people = [...new Map(tried.map(({ person }) => [person.siNumber, person])).values()];
  const senders = await prepareWorld(running, people);
  console.log('The claims are sent ...');
  const started = performance.now();
  const answers = await sendAll(tried, createSending({ gatewayUrl: running.gatewayUrl, senders }), signal);
  const seconds = (performance.now() - started) / 1_000;
  const score = compare(tried.map(keyLine), answers);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'answers.ndjson'), answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  writeFileSync(join(folder, 'score.json'), `${JSON.stringify({ seed, from, seconds, ...score }, null, 2)}\n`);
  writeFileSync(join(folder, 'score.html'), page(score, `The claim challenge, seed ${seed}`));
  const { outcomes, codes, amounts, mismatches } = score;
  console.log(`${tried.length} claims in ${seconds.toFixed(0)} s (${(tried.length / seconds).toFixed(1)} a second)`);
  console.log(
    `outcomes ${outcomes.right}/${outcomes.of}, codes ${codes.right}/${codes.of}, amounts ${amounts.right}/${amounts.of}`,
  );
  console.log(`${mismatches.length} mismatches: ${join(folder, 'score.html')}`);
  return mismatches.length === 0;
};

type Send = (each: Case, version: number) => Promise<Answer | undefined>;

/** The two of a pair follow each other; pairs and others go side by side. */
const sendAll = async (cases: readonly Case[], send: Send, signal: AbortSignal): Promise<readonly Answer[]> => {
  const blocks = [...Map.groupBy(cases, ({ number }) => number >> 1).values()];
  const answers: Answer[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let block = blocks[next++]; block !== undefined && !signal.aborted; block = blocks[next++])
      for (const [at, each] of block.entries()) {
        const isMended = at > 0 && block[0]?.claim.head.MA_LK === each.claim.head.MA_LK;
        const answer = await send(each, isMended ? 2 : 1);
        if (answer !== undefined) answers.push(answer);
      }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return answers;
};
