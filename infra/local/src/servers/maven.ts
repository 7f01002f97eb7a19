import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PrerequisiteError, requireMaven, requireWritableDirectory } from './prerequisites';
import { ChildFailedError, type Supervisor } from './processes/supervisor';

const POM = resolve(__dirname, '../../pom.xml');
const SCRIPT = resolve(__dirname, '../../downloads.mjs');

type Downloaded = 'kafka' | 'zipkin-slim';

export type MavenDownload = {
  readonly supervisor: Supervisor;
  readonly cacheDirectory: string;
  readonly name: Downloaded;
  readonly onDownload?: ((name: string) => void) | undefined;
};

/** The version of what is downloaded; pom.xml alone says it. */
export const versionOf = (name: Downloaded): string => {
  const [, version] = new RegExp(`<${name}\\.version>(.+)</`).exec(readFileSync(POM, 'utf8')) ?? [];
  if (version === undefined) throw new Error(`${POM} names no version of ${name}`);
  return version;
};

/**
 * The folder with the files, downloaded if it is not there yet.
 * @throws PrerequisiteError when Maven is missing or the download fails
 */
export const downloadOnce = async ({
  supervisor,
  cacheDirectory,
  name,
  onDownload,
}: MavenDownload): Promise<string> => {
  const folder = `${name}-${versionOf(name)}`;
  const target = join(cacheDirectory, folder);
  if (existsSync(target)) return target;
  requireMaven();
  requireWritableDirectory(cacheDirectory);
  onDownload?.(folder);
  try {
    await supervisor.run({
      name: `download-${folder}`,
      command: process.execPath,
      args: [SCRIPT, cacheDirectory, name],
    });
  } catch (error) {
    if (!(error instanceof ChildFailedError)) throw error;
    const cause =
      error.message
        .split('\n')
        .find((line) => line.includes('[ERROR]'))
        ?.trim() ?? error.message;
    throw new PrerequisiteError(
      `Maven could not download ${folder}: check the network and Maven's settings, then start again (${cause}).`,
    );
  }
  return target;
};
