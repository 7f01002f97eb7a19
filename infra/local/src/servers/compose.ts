import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PrerequisiteError } from './prerequisites';

const execute = promisify(execFile);
// The output of a build is long.
const LARGEST_OUTPUT = 64 * 1024 * 1024;
const LINES_OF_FAILURE = 25;

export type ComposeOptions = {
  /** The folder of docker-compose.yml. */
  readonly directory: string;
  /** Containers and volumes of one project are not those of another. */
  readonly project: string;
  readonly gatewayPort: number;
  readonly jaegerPort: number;
};

/** The platform of docker-compose.yml, driven by the command line of Docker. */
export type Compose = {
  /** Runs `docker compose` with these words. @returns what it printed @throws Error with the end of what it said */
  readonly run: (...words: readonly string[]) => Promise<string>;
  /** Waits for a container that ends by itself. */
  readonly ended: (service: string) => Promise<{ readonly code: number; readonly output: string }>;
};

/** @throws PrerequisiteError when no Docker engine with Compose answers */
export const requireCompose = async (): Promise<void> => {
  try {
    await execute('docker', ['compose', 'version']);
    await execute('docker', ['info']);
  } catch {
    throw new PrerequisiteError(
      'No Docker engine with Compose answers: install and start Docker, then run the same command again.',
    );
  }
};

export const composeOf = ({ directory, project, gatewayPort, jaegerPort }: ComposeOptions): Compose => {
  const ports = { ANSINH_PORT: String(gatewayPort), ANSINH_JAEGER_PORT: String(jaegerPort) };
  const options = { cwd: directory, env: { ...process.env, ...ports }, maxBuffer: LARGEST_OUTPUT };
  const docker = async (words: readonly string[]): Promise<string> => {
    try {
      return (await execute('docker', [...words], options)).stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-LINES_OF_FAILURE).join('\n');
      throw new Error(`docker ${words.join(' ')} failed:\n${said}`, { cause: error });
    }
  };
  const run = (...words: readonly string[]) => docker(['compose', '--project-name', project, ...words]);
  return {
    run,
    ended: async (service) => {
      const id = (await run('ps', '--all', '--quiet', service)).trim();
      const code = Number((await docker(['wait', id])).trim());
      // Not by Compose, some versions of which begin each line with a control sequence of the terminal.
      return { code, output: await docker(['logs', id]) };
    },
  };
};
