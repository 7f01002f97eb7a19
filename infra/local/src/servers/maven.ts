import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PrerequisiteError, requireMaven, requireWritableDirectory } from './prerequisites';
import { ChildFailedError, type Supervisor } from './processes/supervisor';

// Pinned, so that every machine copies in the same way; the default of an old Maven is another one.
const DEPENDENCY_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

export type MavenDownload = {
  readonly supervisor: Supervisor;
  readonly cacheDirectory: string;
  /** The folder inside the cache; holds the version, so that a new version is a new download. */
  readonly name: string;
  readonly goal: 'copy' | 'copy-dependencies';
  readonly args: readonly string[];
  readonly onDownload?: ((name: string) => void) | undefined;
};

/**
 * The folder with the files, downloaded if it is not there yet. A download goes to a folder of its own that is renamed
 * when it is complete: an interrupted one leaves nothing that looks whole, and of two at a time one wins.
 * @throws PrerequisiteError when Maven is missing or the download fails
 */
export const downloadOnce = async (download: MavenDownload): Promise<string> => {
  const target = join(download.cacheDirectory, download.name);
  if (existsSync(target)) return target;
  requireMaven();
  requireWritableDirectory(download.cacheDirectory);
  download.onDownload?.(download.name);
  const unfinished = mkdtempSync(join(download.cacheDirectory, `.${download.name}-`));
  try {
    const files = join(unfinished, 'files');
    mkdirSync(files);
    await runMaven(
      // -C: a file whose checksum differs fails the download instead of being warned about.
      ['-q', '-B', '-C', ...download.args, `${DEPENDENCY_PLUGIN}:${download.goal}`, `-DoutputDirectory=${files}`],
      download,
    );
    try {
      renameSync(files, target);
    } catch (error) {
      if (!existsSync(target)) throw error;
    }
    return target;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};

const runMaven = async (args: readonly string[], download: MavenDownload): Promise<void> => {
  const task = `download-${download.name}`;
  try {
    // Run in the cache, where no project of the user can change what Maven does.
    await download.supervisor.run({ name: task, command: 'mvn', args, cwd: download.cacheDirectory });
  } catch (error) {
    if (!(error instanceof ChildFailedError)) throw error;
    const cause =
      error.message
        .split('\n')
        .find((line) => line.includes('[ERROR]'))
        ?.trim() ?? error.message;
    throw new PrerequisiteError(
      `Maven could not download ${download.name}: check the network and Maven's settings, then start again (${cause}).`,
    );
  }
};
