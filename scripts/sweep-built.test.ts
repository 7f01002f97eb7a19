import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plant, ROOT, runScript, runWith } from './testing/scripts';

const SWEEP = 'scripts/sweep-built.mjs';
const json = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort()
    : [];

/** What a workspace of each kind of file leaves when it is built. */
const BUILT = {
  'packages/one/package.json': '{}',
  'packages/one/tsconfig.tsbuildinfo': '{}',
  'packages/one/src/kept.ts': '',
  'packages/one/dist/kept.js': '',
  'packages/one/dist/kept.js.map': '',
  'packages/one/dist/kept.d.ts': '',
  'packages/one/src/page.tsx': '',
  'packages/one/dist/page.js': '',
  'packages/one/src/inner/fields.json': '',
  'packages/one/dist/inner/fields.json': '',
  'apps/two/src/main.ts': '',
  'apps/two/dist/main.js': '',
  'apps/two/tsconfig.tsbuildinfo': '{}',
};

const STALE = {
  'packages/one/dist/renamed.js': '',
  'packages/one/dist/renamed.js.map': '',
  'packages/one/dist/renamed.d.ts': '',
  'packages/one/dist/gone/folder/deep.js': '',
  'packages/one/dist/gone/folder/table.json': '',
  // It was no test once.
  'packages/one/src/tried.test.ts': '',
  'packages/one/dist/tried.test.js': '',
  // A workspace that is none any more.
  'packages/old/dist/index.js': '',
};

const isBuilt = (file: string) => file.includes('/dist/');

describe('what was built of sources that are gone', () => {
  it('is removed, and nothing else', () => {
    const { folder, remove } = plant({ ...BUILT, ...STALE });
    const { code } = runScript(SWEEP, '--in', folder);
    const left = filesIn(folder).filter(isBuilt);
    const [one, two] = ['packages/one', 'apps/two'].map((name) => filesIn(join(folder, name)));
    const isOldThere = existsSync(join(folder, 'packages/old/dist'));
    remove();
    expect(code).toBe(0);
    expect(left).toEqual(Object.keys(BUILT).filter(isBuilt).sort());
    expect(isOldThere).toBe(false);
    // tsc builds anew where something was removed, and goes on from what it knows elsewhere.
    expect(one).not.toContain('tsconfig.tsbuildinfo');
    expect(two).toContain('tsconfig.tsbuildinfo');
  });

  it('is counted and named by the check, which says what to run and removes nothing', () => {
    const { folder, remove } = plant({ ...BUILT, ...STALE });
    const { code, errors } = runScript(SWEEP, '--check', '--in', folder);
    const left = filesIn(folder).filter(isBuilt).length;
    const clean = plant(BUILT);
    const checked = runScript(SWEEP, '--check', '--in', clean.folder);
    remove();
    clean.remove();
    const count = Object.keys(STALE).filter(isBuilt).length;
    expect(code).toBe(1);
    expect(errors).toContain('packages/one/dist/gone/folder/deep.js\n');
    expect(errors).toContain(
      `${count} built files have no source any more, and can still be imported: "npm run build -- --force" removes them and builds everything anew.`,
    );
    expect(left).toBe(Object.keys({ ...BUILT, ...STALE }).filter(isBuilt).length);
    expect(checked).toEqual({ code: 0, output: '', errors: '' });
  });

  it('of a model that the schema no longer has goes with what Prisma wrote of it', () => {
    const models = 'apps/two/src/generated/prisma/models';
    const { folder, remove } = plant({
      'apps/two/prisma/schema.prisma': 'model Payout {\n  id String @id\n}\n',
      [`${models}/Payout.ts`]: '',
      [`${models}/Refund.ts`]: '',
      'apps/two/src/generated/prisma/client.ts': '',
      'apps/two/dist/generated/prisma/models/Payout.js': '',
      'apps/two/dist/generated/prisma/models/Refund.js': '',
    });
    runScript(SWEEP, '--in', folder);
    const left = filesIn(join(folder, 'apps/two'));
    remove();
    expect(left).toEqual([
      'dist/generated/prisma/models/Payout.js',
      'prisma/schema.prisma',
      'src/generated/prisma/client.ts',
      'src/generated/prisma/models/Payout.ts',
    ]);
  });
});

describe('A build', () => {
  const { tasks } = json('turbo.json');
  const base = JSON.stringify({
    compilerOptions: { target: 'es2024', module: 'node20', types: [], incremental: true, declaration: true },
  });
  const checkout = {
    'package.json': JSON.stringify({
      name: 'planted',
      packageManager: json('package.json').packageManager,
      workspaces: ['packages/*'],
      scripts: { sweep: `node ${join(ROOT, SWEEP)} --in .` },
    }),
    'package-lock.json': '{"name":"planted","lockfileVersion":3,"requires":true,"packages":{}}',
    'tsconfig.base.json': base,
    // As the builds of this checkout are cached.
    'turbo.json': JSON.stringify({
      tasks: { '//#sweep': tasks['//#sweep'], generate: tasks.generate, build: tasks.build },
    }),
    'packages/one/package.json': JSON.stringify({
      name: 'one',
      version: '1.0.0',
      scripts: { build: 'tsc -p tsconfig.json' },
    }),
    'packages/one/tsconfig.json': JSON.stringify({
      extends: '../../tsconfig.base.json',
      compilerOptions: { rootDir: 'src', outDir: 'dist' },
      include: ['src'],
    }),
    'packages/one/src/index.ts': "export { one } from './first.js';\n",
    'packages/one/src/first.ts': 'export const one = 1;\n',
  };

  it('leaves nothing of a module that was renamed, compiled or out of the cache, also when the name comes back', () => {
    const { folder, remove } = plant(checkout);
    const one = join(folder, 'packages/one');
    const build = () => {
      const { code, errors } = runWith(
        'infra/local/prepare.mjs',
        `process.exit(await module.run('turbo', ['run', 'build', '--output-logs=none'],
           { env: module.commandEnvironment(), cwd: ${JSON.stringify(folder)} }));`,
      );
      return { code, errors, files: filesIn(join(one, 'dist')).filter((file) => file.endsWith('.js')) };
    };
    const rename = (from: string, to: string) => {
      mkdirSync(dirname(join(one, 'src', to)), { recursive: true });
      renameSync(join(one, 'src', `${from}.ts`), join(one, 'src', `${to}.ts`));
      writeFileSync(join(one, 'src/index.ts'), `export { one } from './${to}.js';\n`);
    };
    const built = [build()];
    rename('first', 'inner/second');
    built.push(build());
    // Back: what turbo has kept of the first build.
    rename('inner/second', 'first');
    built.push(build());
    // What was built is lost, and comes back although tsc has seen the same sources before.
    rmSync(join(one, 'src/first.ts'));
    runScript(SWEEP, '--in', folder);
    writeFileSync(join(one, 'src/first.ts'), 'export const one = 1;\n');
    rmSync(join(folder, '.turbo'), { recursive: true });
    built.push(build());
    remove();
    expect(built.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(built.map(({ files }) => files)).toEqual([
      ['first.js', 'index.js'],
      ['index.js', 'inner/second.js'],
      ['first.js', 'index.js'],
      ['first.js', 'index.js'],
    ]);
  });

  it.each(['generate', 'build'])('of this checkout begins with the sweep: %s', (task) => {
    expect(tasks[task].dependsOn).toContain('//#sweep');
    expect(tasks['//#sweep']).toMatchObject({ cache: false });
    expect(json('package.json').scripts.sweep).toBe(`node ${SWEEP}`);
  });
});
