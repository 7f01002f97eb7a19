import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const SKIPPED = new Set(['node_modules', 'dist', 'generated', '.turbo', '.local']);

export type SourceFile = { readonly path: string; readonly text: string };

export const fileText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Parsed JSON files of a folder whose name fits, by name. */
export const jsonFiles = (folder: string, name: RegExp): Record<string, unknown> => {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && name.test(entry.name)).map((entry) => entry.name);
  return Object.fromEntries(files.sort().map((file) => [file, JSON.parse(fileText(`${folder}/${file}`)) as unknown]));
};

/** TypeScript files below the folders, tests left out. */
export const sourcesBelow = (...folders: readonly string[]): readonly SourceFile[] =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry): readonly SourceFile[] => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourcesBelow(path);
      const isSource = /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name);
      return isSource ? [{ path, text: fileText(path) }] : [];
    }),
  );
