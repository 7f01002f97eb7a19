// npm run load -- claims [--rate N] [--seconds N]: hospitals send claim files of 30 rows through the gateway at a fixed
// rate, while cards are looked up 40 times a second, on the whole platform with durable settings. Tells how long a claim
// takes from its time until its answer is published, and what the same files cost the bare libraries.
import { type ChildProcess, fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { measureBeside } from './claims/beside.ts';
import type { Answers, Call, Plan, Told, World } from './claims/calls.ts';
import { readOptions } from './claims/options.ts';
import { answerOf, type Measured, report } from './claims/report.ts';
import { watchAnswers } from './claims/watch.ts';
import { personAt, prepare } from './claims/world.ts';
import type { RunOnPlatform } from './platform/context.ts';
import { bearer, call } from './platform/door.ts';
import { pidsOf, type Used, watchProcesses } from './platform/processes.ts';

export const platform = true;

const folder = resolve(fileURLToPath(import.meta.url), '..');
// As after the first minute of a day: what is compiled and planned by then is not measured.
const WARM_UP = { rate: 100, seconds: 20 };
const DRAIN_MS = 60_000;

/** True when the targets hold at this rate. */
export const run: RunOnPlatform = async ({ platform: running, options, signal }) => {
  const plan = readOptions(options);
  const { gatewayUrl } = running;
  const warmUpClaims = WARM_UP.rate * WARM_UP.seconds;
  console.log('Facilities, their software and the insured people are registered ...');
  const world = await prepare({ gatewayUrl, mailUrl: running.mail.url }, warmUpClaims + plan.rate * plan.seconds);
  await untilCardIsKnown(gatewayUrl, world);
  const answers = await watchAnswers(running.kafka.brokers);
  const watch = (sender: ChildProcess) =>
    watchProcesses(new Map([...pidsOf(running), ['sender', sender.pid ?? process.pid]]));
  try {
    console.log(`${WARM_UP.rate} claims a second for ${WARM_UP.seconds} s to warm up ...`);
    await send({ gatewayUrl, ...world, ...WARM_UP, from: 0 }, { answers, watch, signal });
    console.log(`${plan.rate} claims a second for ${plan.seconds} s ...`);
    const measured = await send({ gatewayUrl, ...world, ...plan, from: warmUpClaims }, { answers, watch, signal });
    const beside = await measureBeside(running.postgres.url('health_insurance'));
    return report({ plan, measured, answers, beside });
  } finally {
    await answers.stop();
  }
};

const CARD_TRIES = 600;
const CARD_EVERY_MS = 200;

/** The last card travels from enrolment to health insurance by events. */
const untilCardIsKnown = async (gatewayUrl: string, { hospitals: [hospital], people }: World): Promise<void> => {
  if (hospital === undefined) throw new Error('there is no hospital');
  const headers = await bearer(gatewayUrl, hospital.clientId, hospital.clientSecret);
  const { cardNumber } = personAt(people - 1).card;
  const body = JSON.stringify({ cardNumber });
  for (let tries = 0; tries < CARD_TRIES; tries += 1) {
    const options = { headers: { ...headers, 'content-type': 'application/json' }, body };
    const { text } = await call(gatewayUrl, '/v1/insurance-cards/look-ups', options);
    if (JSON.parse(text).resultCode === '000') return;
    await pause(CARD_EVERY_MS);
  }
  throw new Error('the cards did not arrive within two minutes');
};

type Watching = {
  readonly answers: Answers;
  readonly watch: (sender: ChildProcess) => ReturnType<typeof watchProcesses>;
  readonly signal: AbortSignal;
};

/** Runs one sender to its end and waits until all that was taken is answered. */
const send = async (plan: Plan, { answers, watch, signal }: Watching): Promise<Measured> => {
  const sender = fork(join(folder, 'claims/sender.ts'), { signal, serialization: 'advanced' });
  const calls: Call[] = [];
  let used: readonly Used[] = [];
  await new Promise<void>((done, fail) => {
    let watching: ReturnType<typeof watchProcesses> | undefined;
    sender.on('error', fail);
    sender.on('exit', (code) => (code === 0 ? done() : fail(new Error(`the sender ended with ${code}`))));
    sender.on('message', (told: Told) => {
      if (told.kind === 'ready') watching = watch(sender);
      else if (told.kind === 'end') used = watching?.stop() ?? [];
      else calls.push(told);
    });
    sender.send(plan);
  });
  const taken = calls.filter(({ kind, isTaken }) => kind === 'claim' && isTaken);
  const deadline = performance.now() + DRAIN_MS;
  while (taken.some((claim) => answerOf(answers, claim) === undefined) && performance.now() < deadline)
    await pause(100);
  return { calls, used };
};
