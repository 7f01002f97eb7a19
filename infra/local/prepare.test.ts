import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { plant, ROOT, runWith } from '../../scripts/testing/scripts';

const PREPARE = 'infra/local/prepare.mjs';

describe('what every command does first', () => {
  it('finds this checkout installed, and one whose lock file names another version not', () => {
    const entry = (version: string) => JSON.stringify({ packages: { 'node_modules/zod': { version } } });
    const { folder, remove } = plant({
      'package-lock.json': entry('2.0.0'),
      'node_modules/.package-lock.json': entry('1.0.0'),
    });
    const { output } = runWith(
      PREPARE,
      `console.log(JSON.stringify([module.isInstalled(), module.isInstalled(${JSON.stringify(folder)})]));`,
    );
    remove();
    expect(JSON.parse(output)).toEqual([true, false]);
  });

  it('finds one not installed that has got a new package of its own', () => {
    const packages = { 'packages/new': { version: '0.1.0' }, 'node_modules/@ansinh/new': { link: true } };
    const here = { 'node_modules/node/bin/node': '#!/bin/sh\n', 'node_modules/.package-lock.json': '{"packages":{}}' };
    const { folder, remove } = plant({ 'package-lock.json': JSON.stringify({ packages }), ...here });
    const isInstalled = (): string =>
      runWith(PREPARE, `console.log(module.isInstalled(${JSON.stringify(folder)}));`).output.trim();
    chmodSync(join(folder, 'node_modules/node/bin/node'), 0o755);
    expect(isInstalled()).toBe('false');
    mkdirSync(join(folder, 'node_modules/@ansinh/new'), { recursive: true });
    expect(isInstalled()).toBe('true');
    remove();
  });

  it('knows what has to be downloaded by the versions of pom.xml', () => {
    const pom = readFileSync(join(ROOT, 'infra/local/pom.xml'), 'utf8');
    const [, kafka] = /<kafka\.version>(.+)</.exec(pom) ?? [];
    const { folder, remove } = plant({ [`kafka-${kafka}/kafka.jar`]: '', 'zipkin-slim-0.0.1/zipkin.jar': '' });
    const { output } = runWith(
      'infra/local/downloads.mjs',
      `console.log(JSON.stringify(module.missingIn(${JSON.stringify(folder)})));`,
    );
    remove();
    expect(JSON.parse(output)).toEqual(['zipkin-slim']);
  });

  it('ends with one sentence and without a stack', () => {
    expect(runWith(PREPARE, "module.fail('Do this first.');")).toEqual({
      code: 1,
      output: '',
      errors: 'Do this first.\n',
    });
  });

  it('gives the exit code of a command on, also of one that was killed or is not there', () => {
    const { code, output, errors } = runWith(
      PREPARE,
      `const codes = [
         await module.run('node', ['-e', '0']),
         await module.run('node', ['-e', 'process.exit(7)']),
         await module.run('node', ['-e', "process.kill(process.pid, 'SIGKILL')"]),
         await module.run('no-such-command', []),
       ];
       console.log(JSON.stringify(codes));`,
    );
    expect([code, JSON.parse(output)]).toEqual([0, [0, 7, 137, 1]]);
    expect(errors).toContain('no-such-command could not be started');
  });

  it('puts the tools of this checkout first in the PATH, once', () => {
    const { output } = runWith(
      PREPARE,
      'process.env.PATH = module.commandEnvironment().PATH; console.log(module.commandEnvironment().PATH);',
    );
    const folders = output.trim().split(delimiter);
    const own = [join(ROOT, 'node_modules/node/bin'), join(ROOT, 'node_modules/.bin')];
    expect(folders.slice(0, 2)).toEqual(own);
    expect(folders.filter((folder) => folder.startsWith(join(ROOT, 'node_modules')))).toEqual(own);
  });
});
