// npm run load -- register [--people N] [--format ndjson|csv]: an officer imports a register of made-up people with a card
// each through the gateway, file by file, and an approver approves each, on the whole platform with durable settings. Tells
// how fast rows are taken, when all services have read the events of them, and what bare parsing and COPY of the same rows cost.
import { cpus } from 'node:os';
import type { ImportResult } from '@ansinh/contracts/enrollment/imports.api';
import { importRows } from '@ansinh/sample-data';
import type { RunOnPlatform } from './platform/context.ts';
import { bearer } from './platform/door.ts';
import { untilRead } from './platform/events.ts';
import { type Agency, signInAgency } from './platform/persons.ts';
import { pidsOf, type Used, watchProcesses } from './platform/processes.ts';
import { cell } from './platform/table.ts';
import { type Beside, measureBeside } from './register/beside.ts';
import { FILE_ROWS, type Format, fileOf, TYPES, WISH } from './register/files.ts';
import { readOptions } from './register/options.ts';

export const platform = true;

const WARM_UP = { count: 5_000, firstIndex: 5_000_000 };
const BESIDE_MAX = 100_000;

type People = { readonly count: number; readonly firstIndex: number };

/** Asks and approves file by file, as much as one of them holds. */
const importPeople = async (agency: Agency, format: Format, { count, firstIndex }: People): Promise<Imported> => {
  const total = { imported: 0, rejected: 0, bytes: 0 };
  for (let from = 0; from < count; from += FILE_ROWS) {
    const rows = importRows({ ...WISH, count: Math.min(FILE_ROWS, count - from), firstIndex: firstIndex + from });
    const body = fileOf(format, rows);
    const headers = { 'content-type': TYPES[format] };
    const { imported, rejected } = await agency.post<ImportResult>('/v1/imports/participants', { headers, body });
    total.imported += imported;
    total.rejected += rejected;
    total.bytes += Buffer.byteLength(body);
  }
  return total;
};

/** True when every row was taken and every event of it was read. */
export const run: RunOnPlatform = async ({ platform: running, options }) => {
  const { people, format } = readOptions(options);
  const { gatewayUrl } = running;
  console.log('A small file is imported to warm up ...');
  const agency = await signInAgency(gatewayUrl);
  const operator = await bearer(gatewayUrl, 'demo-operator', 'demo-secret');
  await importPeople(agency, format, WARM_UP);
  await untilRead(gatewayUrl, operator);

  console.log(`${people} people, ${format}, ${FILE_ROWS} in a file ...`);
  const watch = watchProcesses(pidsOf(running));
  const started = performance.now();
  const result = await importPeople(agency, format, { count: people, firstIndex: 0 });
  const taken = (performance.now() - started) / 1_000;
  await untilRead(gatewayUrl, operator);
  const read = (performance.now() - started) / 1_000;
  const used = watch.stop();
  const beside = await measureBeside(running.postgres.url('enrollment'), Math.min(people, BESIDE_MAX));
  return report({ people, result, taken, read, used, beside });
};

type Imported = { readonly imported: number; readonly rejected: number; readonly bytes: number };

type Measured = {
  readonly people: number;
  readonly result: Imported;
  readonly taken: number;
  readonly read: number;
  readonly used: readonly Used[];
  readonly beside: Beside;
};

const report = ({ people, result, taken, read, used, beside }: Measured): boolean => {
  console.log(
    `\n${cpus().length} cores, ${result.imported} of ${people} rows imported, ${result.rejected} rejected, ${(result.bytes / 1e6).toFixed(0)} MB`,
  );
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
