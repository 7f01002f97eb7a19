// npm run load -- register [--people N] [--format ndjson|csv]: an officer imports a register of made-up people with a card
// each through the gateway, on the whole platform with durable settings. Tells how fast rows are taken, when all
// services have read the events of them, and what bare parsing and COPY of the same rows cost.
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bearer, call } from './platform/door.mjs';
import { pidsOf, watchProcesses } from './platform/processes.mjs';

const require = createRequire(import.meta.url);
const { importRows } = require('@ansinh/sample-data');

export const platform = true;

const WISH = { seed: 26, initialFacilityCodes: ['66001', '66101', '66012'] };
const TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv' };
const WARM_UP_PEOPLE = 5_000;
const DRAIN_MS = 600_000;
const LOOK_EVERY_MS = 250;

/** @returns true when every row was taken and every event of it was read */
export async function run({ platform: running, local, options, directory }) {
  const { values } = parseArgs({
    args: options,
    options: { people: { type: 'string', default: '100000' }, format: { type: 'string', default: 'ndjson' } },
  });
  const people = Number(values.people);
  if (!(people >= 1_000 && people <= 3_000_000) || TYPES[values.format] === undefined)
    throw new Error('--people is 1000 to 3000000, --format ndjson or csv');
  const { gatewayUrl } = running;
  console.log('The files are written, and a small one is imported to warm up ...');
  const write = async (name, wish) => {
    const file = join(directory, name);
    await pipeline(Readable.from(chunksOf(values.format, importRows({ ...WISH, ...wish }))), createWriteStream(file));
    return file;
  };
  const contentType = TYPES[values.format];
  const warmUp = await write('warm-up', { count: WARM_UP_PEOPLE, firstIndex: 5_000_000 });
  const file = await write('register', { count: people });
  const officer = await bearer(gatewayUrl, 'demo-officer', 'demo-secret');
  const operator = await bearer(gatewayUrl, 'demo-operator', 'demo-secret');
  await upload(gatewayUrl, warmUp, { ...officer, 'content-type': contentType });
  await untilRead(gatewayUrl, operator);

  console.log(`${people} people, ${(statSync(file).size / 1e6).toFixed(0)} MB of ${values.format} ...`);
  const watch = watchProcesses(pidsOf(running));
  const started = performance.now();
  const result = await upload(gatewayUrl, file, { ...officer, 'content-type': contentType });
  const taken = (performance.now() - started) / 1_000;
  await untilRead(gatewayUrl, operator);
  const read = (performance.now() - started) / 1_000;
  const used = watch.stop();
  const beside = await measureBeside(local, running.postgres.url('enrollment'), Math.min(people, 100_000));
  return report({ people, result, taken, read, used, beside });
}

const CHUNK_ROWS = 500;
const CSV_FIELDS = ['personalId', 'fullName', 'birthDate', 'sex', 'siNumber', 'phone', 'email', 'communeCode'];
const CSV_CARD = ['cardNumber', 'validFrom', 'validTo', 'initialFacilityCode', 'fiveYearsOn'];
const cells = (values) => values.map((value) => `"${String(value ?? '').replaceAll('"', '""')}"`).join(',');
const csvOf = (row) => cells([...CSV_FIELDS.map((name) => row[name]), ...CSV_CARD.map((name) => row.card[name])]);

function* chunksOf(format, rows) {
  let lines = format === 'csv' ? [[...CSV_FIELDS, ...CSV_CARD.map((name) => `card.${name}`)].join(',')] : [];
  for (const row of rows) {
    lines.push(format === 'csv' ? csvOf(row) : JSON.stringify(row));
    if (lines.length < CHUNK_ROWS) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

/** Sends the file as one stream; it may take as long as something of it comes. */
async function upload(gatewayUrl, file, headers) {
  const outgoing = request(`${gatewayUrl}/v1/imports/participants`, { method: 'POST', headers });
  const answered = new Promise((resolve, fail) => {
    outgoing.on('error', fail);
    outgoing.on('response', async (incoming) => {
      const text = (await incoming.toArray()).join('');
      if (incoming.statusCode === 200) resolve(JSON.parse(text));
      else fail(new Error(`the import answered ${incoming.statusCode}: ${text.slice(0, 500)}`));
    });
  });
  const [result] = await Promise.all([answered, pipeline(createReadStream(file), outgoing)]);
  return result;
}

/** Until no service has an event to publish or to read. What a service knows of its lag may be two seconds old. */
async function untilRead(gatewayUrl, headers) {
  const deadline = performance.now() + DRAIN_MS;
  while (performance.now() < deadline) {
    const { status, text } = await call(gatewayUrl, '/v1/operations/status', { method: 'GET', headers });
    const services = status === 200 ? JSON.parse(text).services : [];
    if (services.length > 0 && services.every(isIdle)) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`events were left after ${DRAIN_MS / 1_000} s`);
}

const isIdle = ({ data }) =>
  data?.database?.outbox.messages === 0 &&
  data.database.held.messages === 0 &&
  (data.consumer === null || data.lag?.every(({ messages }) => messages === 0) === true);

/** Microseconds of one row: JSON.parse alone, and COPY of person and card into a bare table with its keys. */
async function measureBeside(local, url, count) {
  const rows = [...importRows({ ...WISH, count })];
  const lines = rows.map((row) => JSON.stringify(row));
  const parsing = performance.now();
  for (const line of lines) JSON.parse(line);
  const parse = ((performance.now() - parsing) / count) * 1_000;
  // Not in a folder that is the caller's alone: the server reads it.
  const file = join(tmpdir(), `ansinh-people-${randomUUID()}.csv`);
  writeFileSync(file, rows.map((row) => `${randomUUID()},${csvOf(row)}`).join('\n'), { mode: 0o644 });
  try {
    const copy = await local.withClient(url, async (client) => {
      const columns = [...CSV_FIELDS, ...CSV_CARD].map((name) => `"${name}" text`).join(', ');
      await client.query(`CREATE TABLE bare_people (id uuid PRIMARY KEY, ${columns},
        UNIQUE ("personalId"), UNIQUE ("cardNumber"))`);
      const started = performance.now();
      await client.query(`COPY bare_people FROM '${file}' (FORMAT csv)`);
      const spent = performance.now() - started;
      await client.query('DROP TABLE bare_people');
      return (spent / count) * 1_000;
    });
    return { parse, copy };
  } finally {
    rmSync(file);
  }
}

function report({ people, result, taken, read, used, beside }) {
  const text = (value, digits = 0) => value.toFixed(digits).padStart(9);
  console.log(`\n${cpus().length} cores, ${result.imported} of ${people} rows imported, ${result.rejected} rejected`);
  console.log(`${'taken'.padEnd(34)}${text(taken, 1)} s${text(people / taken)} rows/s`);
  console.log(`${'read by every service'.padEnd(34)}${text(read, 1)} s${text(people / read)} rows/s`);
  console.log(`\n${'process'.padEnd(26)}${'MB'.padStart(9)}${'cpu s'.padStart(9)}${'µs/row'.padStart(9)}`);
  for (const { name, memoryMb, cpuMs } of used)
    console.log(`${name.padEnd(26)}${text(memoryMb)}${text(cpuMs / 1_000, 1)}${text((cpuMs / people) * 1_000)}`);
  const all = used.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  console.log(`${'all'.padEnd(26)}${''.padStart(9)}${text(all / 1_000, 1)}${text((all / people) * 1_000)}`);
  console.log('\nbeside it, for one row, in microseconds');
  console.log(`${'JSON.parse alone'.padEnd(26)}${text(beside.parse, 1)}`);
  console.log(`${'COPY of the row'.padEnd(26)}${text(beside.copy, 1)}`);
  return result.imported === people;
}
