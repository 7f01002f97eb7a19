// npm run load -- claims [--rate N] [--seconds N]: hospitals send claim files of 30 rows through the gateway at a fixed
// rate, while cards are looked up 40 times a second, on the whole platform with durable settings. Tells how long a claim
// takes from its time until its answer is published, and what the same files cost the bare libraries.
import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureBeside } from './claims/beside.mjs';
import { watchAnswers } from './claims/watch.mjs';
import { personAt, prepare } from './claims/world.mjs';
import { bearer, call } from './platform/door.mjs';
import { pidsOf, watchProcesses } from './platform/processes.mjs';

export const platform = true;

const folder = resolve(fileURLToPath(import.meta.url), '..');
const TARGETS = { answerP99Ms: 2_000, lookUpP99Ms: 100, memoryMb: 512, hugeMs: 1_500 };
// As after the first minute of a day: what is compiled and planned by then is not measured.
const WARM_UP = { rate: 100, seconds: 20 };
const DRAIN_MS = 60_000;

/** @returns true when the targets hold at this rate */
export async function run({ platform: running, local, options, signal }) {
  const { values } = parseArgs({
    args: options,
    options: { rate: { type: 'string', default: '150' }, seconds: { type: 'string', default: '60' } },
  });
  const plan = { rate: Number(values.rate), seconds: Number(values.seconds) };
  if (!(plan.rate > 0 && plan.rate <= 2_000 && plan.seconds >= 1 && plan.seconds <= 600))
    throw new Error('--rate is 1 to 2000 claims a second, --seconds 1 to 600');
  const { gatewayUrl } = running;
  const warmUpClaims = WARM_UP.rate * WARM_UP.seconds;
  console.log('Facilities, their software and the insured people are registered ...');
  const world = await prepare(gatewayUrl, warmUpClaims + plan.rate * plan.seconds);
  await untilCardIsKnown(gatewayUrl, world);
  const answers = await watchAnswers(running.kafka.brokers);
  try {
    const watched = (sender) => new Map([...pidsOf(running), ['sender', sender.pid]]);
    console.log(`${WARM_UP.rate} claims a second for ${WARM_UP.seconds} s to warm up ...`);
    await send({ gatewayUrl, ...world, ...WARM_UP, from: 0 }, { answers, watched, signal });
    console.log(`${plan.rate} claims a second for ${plan.seconds} s ...`);
    const measured = await send({ gatewayUrl, ...world, ...plan, from: warmUpClaims }, { answers, watched, signal });
    const beside = await measureBeside(local, running.postgres.url('health_insurance'));
    return report({ plan, measured, answers, beside });
  } finally {
    await answers.stop();
  }
}

/** The last card travels from enrolment to health insurance by events. */
async function untilCardIsKnown(gatewayUrl, { hospitals: [hospital], people }) {
  const headers = await bearer(gatewayUrl, hospital.clientId, hospital.clientSecret);
  const { cardNumber } = personAt(people - 1).card;
  const body = JSON.stringify({ cardNumber });
  for (let tries = 0; tries < 600; tries += 1) {
    const options = { headers: { ...headers, 'content-type': 'application/json' }, body };
    const { text } = await call(gatewayUrl, '/v1/insurance-cards/look-ups', options);
    if (JSON.parse(text).resultCode === '000') return;
    await pause(200);
  }
  throw new Error('the cards did not arrive within two minutes');
}

/** Runs one sender to its end and waits until all that was taken is answered. */
async function send(plan, { answers, watched, signal }) {
  const sender = fork(join(folder, 'claims/sender.mjs'), { signal, serialization: 'advanced' });
  const calls = [];
  let watch;
  await new Promise((done, fail) => {
    sender.on('error', fail);
    sender.on('exit', (code) => (code === 0 ? done() : fail(new Error(`the sender ended with ${code}`))));
    sender.on('message', (message) => {
      if (message.kind === 'ready') watch = watchProcesses(watched(sender));
      else if (message.kind === 'end') watch.used ??= watch.stop();
      else calls.push(message);
    });
    sender.send(plan);
  });
  const taken = calls.filter(({ kind, isTaken }) => kind === 'claim' && isTaken);
  const deadline = performance.now() + DRAIN_MS;
  while (taken.some((claim) => answerOf(answers, claim) === undefined) && performance.now() < deadline)
    await pause(100);
  return { calls, used: watch.used };
}

const answerOf = ({ received, appraised }, { submissionId }) => appraised.get(received.get(submissionId));

function percentiles(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? Number.NaN };
}

function report({ plan, measured: { calls, used }, answers, beside }) {
  const claims = calls.filter(({ kind }) => kind === 'claim');
  const taken = claims.filter(({ isTaken }) => isTaken);
  const spent = ({ scheduled, answered }) => answered - scheduled;
  const toAnswer = (claim) => (answerOf(answers, claim)?.at ?? Number.POSITIVE_INFINITY) - claim.scheduled;
  const rows = {
    'claim taken': percentiles(taken.filter(({ isHuge }) => !isHuge).map(spent)),
    'claim answered': percentiles(taken.filter(({ isHuge }) => !isHuge).map(toAnswer)),
    'claim of 1.5 MB taken': percentiles(taken.filter(({ isHuge }) => isHuge).map(spent)),
    'claim of 1.5 MB answered': percentiles(taken.filter(({ isHuge }) => isHuge).map(toAnswer)),
    'card look-up': percentiles(calls.filter(({ kind }) => kind === 'look-up').map(spent)),
  };
  const first = Math.min(...taken.map(({ scheduled }) => scheduled));
  const last = Math.max(...taken.map((claim) => claim.scheduled + toAnswer(claim)));
  const rate = taken.length / ((last - first) / 1_000);
  const text = (value, digits = 0) => value.toFixed(digits).padStart(9);
  console.log(
    `\n${cpus().length} cores, ${plan.seconds} s, ${plan.rate} claims/s asked, ${rate.toFixed(1)} claims/s answered`,
  );
  console.log(`${claims.length - taken.length} of ${claims.length} claims refused, ${outcomes(taken, answers)}`);
  console.log(
    `\n${'milliseconds'.padEnd(26)}${['count', 'p50', 'p95', 'p99', 'max'].map((name) => name.padStart(9)).join('')}`,
  );
  for (const [name, { count, ...times }] of Object.entries(rows))
    console.log(
      `${name.padEnd(26)}${text(count)}${Object.values(times)
        .map((value) => text(value))
        .join('')}`,
    );
  console.log(`\n${'process'.padEnd(26)}${'MB'.padStart(9)}${'cpu s'.padStart(9)}${'ms/claim'.padStart(9)}`);
  for (const { name, memoryMb, cpuMs } of used)
    console.log(`${name.padEnd(26)}${text(memoryMb)}${text(cpuMs / 1_000, 1)}${text(cpuMs / taken.length, 2)}`);
  console.log(`\nbeside it, for one file of ${(beside.bytes / 1_000).toFixed(0)} kB, in milliseconds`);
  console.log(`${'saxes alone'.padEnd(26)}${text(beside.saxes, 2)}`);
  console.log(`${'our reader, all checks'.padEnd(26)}${text(beside.reader, 2)}`);
  console.log(`${'bare insert of the lines'.padEnd(26)}${text(beside.insert, 2)}`);
  console.log(`${'COPY of the lines'.padEnd(26)}${text(beside.copy, 2)}`);
  for (const { status, reason } of calls.filter(({ isTaken }) => !isTaken).slice(0, 3)) console.log(status, reason);
  const isWithin =
    taken.length === claims.length &&
    rows['claim answered'].p99 < TARGETS.answerP99Ms &&
    !(rows['claim of 1.5 MB taken'].max >= TARGETS.hugeMs) &&
    rows['card look-up'].p99 < TARGETS.lookUpP99Ms &&
    used.every(({ name, memoryMb }) => !name.includes('insurance') || memoryMb < TARGETS.memoryMb);
  console.log(isWithin ? '\nThe targets hold at this rate.' : '\nThe targets do not hold at this rate.');
  return isWithin;
}

function outcomes(taken, answers) {
  const all = taken.map((claim) => answerOf(answers, claim));
  const count = (outcome) => all.filter((answer) => answer?.outcome === outcome).length;
  const rules = new Map();
  for (const answer of all) for (const rule of answer?.rules ?? []) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const told = [...rules].map(([rule, times]) => `${rule} ${times}`).join(', ');
  return `${count('accepted')} accepted, ${count('returned')} returned (${told || 'no finding'})`;
}
