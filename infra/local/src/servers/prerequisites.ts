import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** Something the user has to change first. The message is one sentence with the fix; nobody needs its stack. */
export class PrerequisiteError extends Error {
  override readonly name = 'PrerequisiteError';
}

const OLDEST_JAVA = 17;

/** The `java` command: of JAVA_HOME when that is set, else of the PATH. */
export const javaCommand = (environment: NodeJS.ProcessEnv = process.env): string => {
  const home = environment.JAVA_HOME;
  return home ? join(home, 'bin', 'java') : 'java';
};

/** @throws PrerequisiteError when Java is missing or older than 17 */
export const requireJava = async (command: string = javaCommand()): Promise<void> => {
  const fix = `install Java ${OLDEST_JAVA} or newer (Debian: apt install openjdk-17-jre-headless; macOS: brew install openjdk)`;
  const output = await outputOf(command, ['-version']);
  if (output === undefined) {
    throw new PrerequisiteError(`Kafka and Zipkin need Java, but "${command}" could not be run: ${fix}.`);
  }
  const version = javaMajorVersion(output);
  if (version === undefined || version < OLDEST_JAVA) {
    throw new PrerequisiteError(
      `Kafka needs Java ${OLDEST_JAVA}, but "${command}" is ${version ?? 'unknown'}: ${fix}.`,
    );
  }
};

/** Reads `openjdk version "17.0.15" ...` and the old form `java version "1.8.0_202"` (which is Java 8). */
export const javaMajorVersion = (versionOutput: string): number | undefined => {
  const match = /version "(?:1\.)?(\d+)/.exec(versionOutput);
  return match?.[1] === undefined ? undefined : Number(match[1]);
};

/** @throws PrerequisiteError when Maven, which downloads Kafka and Zipkin the first time, is missing */
export const requireMaven = (searchPath: string = process.env.PATH ?? ''): void => {
  if (searchPath.split(delimiter).some((folder) => isExecutable(join(folder, 'mvn')))) return;
  throw new PrerequisiteError(
    'Maven downloads Kafka and Zipkin the first time, but "mvn" is not in the PATH: install it (Debian: apt install maven; macOS: brew install maven).',
  );
};

/** @throws PrerequisiteError on a system for which there are no embedded servers (Windows itself) */
export const requireSupportedPlatform = (platform: NodeJS.Platform = process.platform): void => {
  if (platform === 'linux' || platform === 'darwin') return;
  throw new PrerequisiteError(
    `The embedded servers run on Linux and macOS, not on ${platform}: use "docker compose up --build" or, on Windows, WSL 2.`,
  );
};

export type WantedPort = {
  readonly port: number;
  readonly usedBy: string;
  /** The environment variable that moves it. */
  readonly variable: string;
};

/**
 * Asks for each port before anything starts, since a server that finds its port taken says so late and at length.
 * @throws PrerequisiteError that names the first taken port and the variable that moves it
 */
export const requireFreePorts = async (wanted: readonly WantedPort[]): Promise<void> => {
  const free = await Promise.all(wanted.map(({ port }) => isPortFree(port)));
  const taken = wanted.find((_, index) => free[index] === false);
  if (taken === undefined) return;
  throw new PrerequisiteError(
    `Port ${taken.port} for ${taken.usedBy} is taken: stop the program that uses it (perhaps an An Sinh that is still running) or set ${taken.variable} to a free port.`,
  );
};

export const isPortFree = async (port: number): Promise<boolean> => {
  // A listener on one address and a listener on all addresses do not always collide, so both are asked.
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'));
};

/** Ports that nobody uses now, each different. For tests, which must not collide with a running platform. */
export const findFreePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address !== null ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};

/** @throws PrerequisiteError when the folder cannot be made or written, for instance because root made it */
export const requireWritableDirectory = (directory: string): void => {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
  } catch {
    throw new PrerequisiteError(
      `The folder ${directory} cannot be written by this user (perhaps another user or root made it): remove it, or give it to this user with chown -R.`,
    );
  }
};

const canListen = (port: number, host: string): Promise<boolean> => {
  return new Promise((resolve) => {
    const server = createServer();
    // EACCES (a port below 1024) is as final as EADDRINUSE: the server could not listen either.
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
};

const isExecutable = (file: string): boolean => {
  if (!existsSync(file)) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const outputOf = (command: string, args: readonly string[]): Promise<string | undefined> => {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 20_000 }, (error, stdout, stderr) => {
      resolve(error === null ? `${stdout}\n${stderr}` : undefined);
    });
  });
};
