import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plant, ROOT, runScript } from '../../scripts/testing/scripts';

const json = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const CHECK = 'infra/local/check.mjs';
const CHECKS = Object.keys(json('package.json').scripts).filter((script) => script.startsWith('check:'));

type Scripts = { readonly bad: string; readonly build: string; readonly format?: string };

/** A checkout with one package and three checks, of which `later` needs the package built; with `format` a fourth. */
const checkout = ({ bad, build, format }: Scripts) =>
  plant({
    'package.json': JSON.stringify({
      name: 'planted',
      packageManager: json('package.json').packageManager,
      workspaces: ['packages/*'],
      scripts: {
        'check:good': 'true',
        'check:bad': bad,
        'check:later': 'true',
        ...(format === undefined ? {} : { 'check:format': format }),
      },
    }),
    'package-lock.json': '{"name":"planted","lockfileVersion":3,"requires":true,"packages":{}}',
    'packages/one/package.json': JSON.stringify({ name: 'one', version: '1.0.0', scripts: { build } }),
    'turbo.json': JSON.stringify({
      tasks: {
        build: { cache: false },
        '//#check:good': { cache: false },
        '//#check:bad': { cache: false },
        ...(format === undefined ? {} : { '//#check:format': { cache: false } }),
        '//#check:later': { dependsOn: ['one#build'], cache: false },
      },
    }),
  });

const check = (scripts: Scripts, ...names: readonly string[]) => {
  const { folder, remove } = checkout(scripts);
  const { code, output } = runScript(CHECK, '--in', folder, ...names);
  remove();
  return { code, output };
};

describe('npm run check', () => {
  it('says ok for each check, and that all passed', () => {
    const { code, output } = check({ bad: 'true', build: 'true' });
    expect(code).toBe(0);
    for (const name of ['build', 'good', 'bad', 'later']) expect(output).toMatch(new RegExp(`^ok +${name} \\(`, 'm'));
    expect(output).toMatch(/All 4 checks passed in [\d.]+ s\./);
  });

  it('shows what a check that failed has said, goes on with the others, and names the way to run it alone', () => {
    const { code, output } = check({ bad: 'echo the reason; exit 1', build: 'true' });
    expect(code).toBe(1);
    expect(output).toContain('the reason');
    expect(output).toMatch(/^FAILED +bad \(/m);
    expect(output).toMatch(/^ok +later \(/m);
    expect(output).toMatch(/1 of 4 checks failed in [\d.]+ s: bad\. One alone: npm run check -- bad\./);
  });

  it('names the command that cures the format, when that is what failed', () => {
    const cure = / "npm run format" writes what can be written by itself\.$/m;
    expect(check({ bad: 'true', build: 'true', format: 'false' }).output).toMatch(cure);
    expect(check({ bad: 'false', build: 'true', format: 'true' }).output).not.toMatch(cure);
  });

  it('passes over what needs a build that failed', () => {
    const { code, output } = check({ bad: 'true', build: 'false' });
    expect(code).toBe(1);
    expect(output).toContain('FAILED  build (one#build)');
    expect(output).toContain('SKIPPED later');
    expect(output).toMatch(/2 of 4 checks failed in [\d.]+ s: build, later\. The build alone: npm run build\./);
  });

  it('runs one check alone', () => {
    const { code, output } = check({ bad: 'false', build: 'false' }, 'good');
    expect([code, output]).toEqual([0, expect.stringMatching(/All 1 checks passed/)]);
  });

  it('refuses a check that there is not', () => {
    const { code, errors } = runScript(CHECK, 'beauty');
    expect(code).toBe(1);
    expect(errors).toBe(
      `There is no check "beauty": npm run check -- NAME, where NAME is one of ${CHECKS.map((script) => script.slice('check:'.length)).join(', ')}.
`,
    );
  });
});

describe('the checks of this checkout', () => {
  const { tasks } = json('turbo.json');

  it.each(CHECKS)('%s is a root task that turbo runs whatever it ran before', (script) => {
    expect(tasks[`//#${script}`]).toMatchObject({ cache: false });
  });

  it('find every workspace built', () => {
    const folders = ['apps', 'packages'].flatMap((place) =>
      readdirSync(join(ROOT, place)).map((name) => `${place}/${name}`),
    );
    const names = [...folders, 'infra/local'].map((folder) => json(`${folder}/package.json`).name);
    expect(tasks['//#built'].dependsOn.sort()).toEqual(names.map((name) => `${name}#build`).sort());
  });
});
