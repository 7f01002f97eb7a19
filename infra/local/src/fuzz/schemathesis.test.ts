import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OUT_OF_TIME } from './run.rules';
import { runSchemathesis } from './schemathesis';

const REPORT = JSON.stringify({
  stop_reason: 'completed',
  operations: { selected: 1, tested: 1, errored: 0 },
  test_cases: { generated: 7, unique_failures: 0 },
  failures: [],
  errors: [],
});

/** Stands in for the Python program, which npm test does not install: what it leaves behind and how it ends is as of there. */
const PROGRAM = `#!${process.execPath}
const { writeFileSync } = require('node:fs');
const report = process.argv[process.argv.indexOf('--report-json-path') + 1];
`;
const LEAVES = `writeFileSync(report, ${JSON.stringify(REPORT)});\n`;

describe('A run of schemathesis', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ansinh-fuzz-test-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const runOf = (program: string, seconds = 60) => {
    const command = join(directory, 'schemathesis');
    writeFileSync(command, PROGRAM + program);
    chmodSync(command, 0o755);
    return runSchemathesis({
      ...{ command, directory, role: 'bank', gatewayUrl: 'http://127.0.0.1:1', token: 'none' },
      ...{ seed: 1, examples: 1, seconds, signal: new AbortController().signal },
    });
  };

  it('ends with what it reported, whether it found something or not', async () => {
    for (const code of [0, 1])
      expect(await runOf(`${LEAVES}process.exitCode = ${code};`)).toMatchObject({
        stop_reason: 'completed',
        test_cases: { generated: 7 },
      });
  });

  it('is ended when its time is over, and says so, with what it had found', async () => {
    const waits = `process.on('SIGINT', () => { ${LEAVES} process.exit(130); });\nsetInterval(() => undefined, 1_000);`;
    expect(await runOf(waits, 4)).toMatchObject({ stop_reason: OUT_OF_TIME, test_cases: { generated: 7 } });
  });

  it('is not told how long to go on, which it would until then', async () => {
    const run = runOf(`if (!process.argv.includes('--max-time')) { ${LEAVES} }`);
    expect(await run).toMatchObject({ stop_reason: 'completed' });
  });

  it('does not take the report of an earlier run for its own', async () => {
    await runOf(LEAVES);
    await expect(runOf('process.exitCode = 1;')).rejects.toThrow('Command failed');
  });
});
