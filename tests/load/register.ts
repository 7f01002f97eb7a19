// npm run load -- register [--people N] [--format ndjson|csv]: an officer imports a register of made-up people with a card
// each through the gateway, on the whole platform with durable settings. Tells how fast rows are taken, when all
// services have read the events of them, and what bare parsing and COPY of the same rows cost.
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { request } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportResult } from '@ansinh/contracts/enrollment/api';
import { importRows } from '@ansinh/sample-data';
import type { RunOnPlatform } from './platform/context.ts';
import { bearer, type Headers } from './platform/door.ts';
import { untilRead } from './platform/events.ts';
import { personHeaders } from './platform/persons.ts';
import { pidsOf, type Used, watchProcesses } from './platform/processes.ts';
import { cell } from './platform/table.ts';
import { type Beside, measureBeside } from './register/beside.ts';
import { chunksOf, TYPES, WISH } from './register/files.ts';
import { readOptions } from './register/options.ts';

export const platform = true;

const WARM_UP = { count: 5_000, firstIndex: 5_000_000 };
const BESIDE_MAX = 100_000;

/** True when every row was taken and every event of it was read. */
export const run: RunOnPlatform = async ({ platform: running, options, directory }) => {
  const { people, format } = readOptions(options);
  const { gatewayUrl } = running;
  console.log('The files are written, and a small one is imported to warm up ...');
  const write = async (name: string, wish: Partial<Parameters<typeof importRows>[0]> & { readonly count: number }) => {
    const file = join(directory, name);
    await pipeline(Readable.from(chunksOf(format, importRows({ ...WISH, ...wish }))), createWriteStream(file));
    return file;
  };
  const warmUp = await write('warm-up', WARM_UP);
  const file = await write('register', { count: people });
  const officer = { ...(await personHeaders(gatewayUrl, 'officer')), 'content-type': TYPES[format] };
  const operator = await bearer(gatewayUrl, 'demo-operator', 'demo-secret');
  await upload(gatewayUrl, warmUp, officer);
  await untilRead(gatewayUrl, operator);

  console.log(`${people} people, ${(statSync(file).size / 1e6).toFixed(0)} MB of ${format} ...`);
  const watch = watchProcesses(pidsOf(running));
  const started = performance.now();
  const result = await upload(gatewayUrl, file, officer);
  const taken = (performance.now() - started) / 1_000;
  await untilRead(gatewayUrl, operator);
  const read = (performance.now() - started) / 1_000;
  const used = watch.stop();
  const beside = await measureBeside(running.postgres.url('enrollment'), Math.min(people, BESIDE_MAX));
  return report({ people, result, taken, read, used, beside });
};

/** Sends the file as one stream; it may take as long as something of it comes. */
const upload = async (gatewayUrl: string, file: string, headers: Headers): Promise<ImportResult> => {
  const outgoing = request(`${gatewayUrl}/v1/imports/participants`, { method: 'POST', headers });
  const answered = new Promise<ImportResult>((resolve, fail) => {
    outgoing.on('error', fail);
    outgoing.on('response', async (incoming) => {
      const text = (await incoming.toArray()).join('');
      if (incoming.statusCode === 200) resolve(JSON.parse(text));
      else fail(new Error(`the import answered ${incoming.statusCode}: ${text.slice(0, 500)}`));
    });
  });
  const [result] = await Promise.all([answered, pipeline(createReadStream(file), outgoing)]);
  return result;
};

type Measured = {
  readonly people: number;
  readonly result: ImportResult;
  readonly taken: number;
  readonly read: number;
  readonly used: readonly Used[];
  readonly beside: Beside;
};

const report = ({ people, result, taken, read, used, beside }: Measured): boolean => {
  console.log(`\n${cpus().length} cores, ${result.imported} of ${people} rows imported, ${result.rejected} rejected`);
  console.log(`${'taken'.padEnd(34)}${cell(taken, 1)} s${cell(people / taken)} rows/s`);
  console.log(`${'read by every service'.padEnd(34)}${cell(read, 1)} s${cell(people / read)} rows/s`);
  console.log(`\n${'process'.padEnd(26)}${'MB'.padStart(9)}${'cpu s'.padStart(9)}${'µs/row'.padStart(9)}`);
  const line = (name: string, memory: string, cpuMs: number) =>
    console.log(`${name.padEnd(26)}${memory.padStart(9)}${cell(cpuMs / 1_000, 1)}${cell((cpuMs / people) * 1_000)}`);
  for (const { name, memoryMb, cpuMs } of used) line(name, cell(memoryMb), cpuMs);
  line(
    'all',
    '',
    used.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  );
  console.log('\nbeside it, for one row, in microseconds');
  console.log(`${'JSON.parse alone'.padEnd(26)}${cell(beside.parseUs, 1)}`);
  console.log(`${'COPY of the row'.padEnd(26)}${cell(beside.copyUs, 1)}`);
  return result.imported === people;
};
