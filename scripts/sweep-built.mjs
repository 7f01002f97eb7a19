// node scripts/sweep-built.mjs [--check] [--in FOLDER]: removes what was built of a source that is gone. tsc and the cache of
// turbo only add files, and a package hands out every file of its dist: a module that was renamed would still be found
// under its old name. Every build begins with it (turbo.json); --check says what is left after one.
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PLACES = ['packages', 'apps', 'infra'];
/** What tsc makes of a module. */
const MADE = /(?:\.d\.[cm]?ts|\.[cm]?js)(?:\.map)?$/;
const SOURCES = ['.ts', '.tsx', '.mts', '.cts'];
/** Left out by every tsconfig.json. */
const TEST = /\.test$/;
/** The file that Prisma writes of each model, which it leaves when the model is gone. */
const OF_MODEL = /(?:^|\/)models\/(\w+)\.ts$/;

const namesIn = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) =>
          join(entry.parentPath ?? entry.path, entry.name)
            .slice(folder.length + 1)
            .replaceAll('\\', '/'),
        )
    : [];

/** Models of the schema of a workspace; undefined when it has none. */
const modelsOf = (workspace) => {
  const schemas = filesIn(join(workspace, 'prisma')).filter((file) => file.endsWith('.prisma'));
  if (schemas.length === 0) return undefined;
  const texts = schemas.map((file) => readFileSync(join(workspace, 'prisma', file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/^model (\w+)/gm)].map(([, name]) => name)));
};

const hasSource = (file, sources) => {
  const module = file.replace(MADE, '');
  // What is no module was copied: fields.json.
  if (module === file) return sources.has(file);
  return !TEST.test(module) && SOURCES.some((ending) => sources.has(module + ending));
};

/** Files of a workspace that were made of something that is gone, by their paths in it. */
const staleOf = (workspace) => {
  const models = modelsOf(workspace);
  const generated = filesIn(join(workspace, 'src/generated')).filter((file) => {
    const model = OF_MODEL.exec(file)?.[1];
    return models !== undefined && model !== undefined && !models.has(model);
  });
  const gone = new Set(generated.map((file) => `generated/${file}`));
  const sources = new Set(filesIn(join(workspace, 'src')).filter((file) => !gone.has(file)));
  const built = filesIn(join(workspace, 'dist')).filter((file) => !hasSource(file, sources));
  return [...[...gone].map((file) => `src/${file}`), ...built.map((file) => `dist/${file}`)];
};

/** What is stale in a checkout: a folder that is no workspace any more may still hold a dist. */
const staleIn = (root) =>
  PLACES.flatMap((place) => namesIn(join(root, place)).map((name) => `${place}/${name}`))
    .map((workspace) => ({ workspace, files: staleOf(join(root, workspace)) }))
    .filter(({ files }) => files.length > 0);

const removeEmpty = (folder, last) => {
  if (folder === last || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmpty(dirname(folder), last);
};

const sweep = (root) => {
  for (const { workspace, files } of staleIn(root)) {
    const folder = join(root, workspace);
    for (const file of files) {
      rmSync(join(folder, file), { force: true });
      removeEmpty(dirname(join(folder, file)), folder);
    }
    // It says what was emitted: should the source come back as it was, tsc would take its output for being there.
    rmSync(join(folder, 'tsconfig.tsbuildinfo'), { force: true });
  }
};

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    in: { type: 'string', default: resolve(fileURLToPath(import.meta.url), '../..') },
  },
});
const root = resolve(values.in);
if (values.check) {
  const stale = staleIn(root).flatMap(({ workspace, files }) => files.map((file) => `${workspace}/${file}`));
  for (const file of stale) console.error(file);
  if (stale.length > 0) {
    console.error(
      `${stale.length} built files have no source any more, and can still be imported: "npm run build -- --force" removes them and builds everything anew.`,
    );
    process.exitCode = 1;
  }
} else sweep(root);
