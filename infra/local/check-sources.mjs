// Rules that neither the linter nor dependency-cruiser can express: they look for words in source files.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './prepare.mjs';

const rules = [
  {
    says: 'process.env is read only in config.ts: take the value from there',
    pattern: /\bprocess\.env\b/,
    // The servers hand their own environment on to child processes; tests and the testkit choose their servers by it.
    allowed: /(^|\/)config\.ts$|\.test\.ts$|^packages\/testkit\/|^infra\/local\/src\/servers\/|^tests\//,
  },
  {
    says: 'rules are pure: the clock and random values are arguments',
    pattern: /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\brandomUUID\(|\bperformance\.now\(/,
    only: /\.rules\.ts$/,
    allowed: /\.test\.ts$/,
  },
];

const problems = sourceFiles(['apps', 'packages', 'infra', 'tests']).flatMap((file) => {
  const name = relative(root, file);
  const wanted = rules.filter((rule) => (rule.only?.test(name) ?? true) && !rule.allowed.test(name));
  if (wanted.length === 0) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      isComment(line)
        ? []
        : wanted.filter((rule) => rule.pattern.test(line)).map((rule) => `${name}:${index + 1}: ${rule.says}`),
    );
});

for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

function isComment(line) {
  return /^\s*(\/\/|\*|\/\*)/.test(line);
}

function sourceFiles(folders) {
  const skipped = new Set(['node_modules', 'dist', 'generated', '.turbo']);
  return folders.flatMap((folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    return entries.flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourceFiles([path]);
      return /\.tsx?$/.test(entry.name) ? [join(root, path)] : [];
    });
  });
}
