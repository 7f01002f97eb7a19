/** What `npm run containers` runs once everything is built: containers, volumes and ports of its own, removed at the end. */
import { readLocalConfig } from '../config';
import { composeOf, requireCompose } from '../servers/compose';
import { findFreePorts, PrerequisiteError } from '../servers/prerequisites';
import { stopOnSignal } from '../signals';
import { checkContainers } from './check';

const say = (line: string): void => console.log(line);

const main = async (): Promise<void> => {
  await requireCompose();
  const [gatewayPort = 0, jaegerPort = 0] = await findFreePorts(2);
  const { rootDirectory: directory } = readLocalConfig();
  const compose = composeOf({ directory, project: 'ansinh-check', gatewayPort, jaegerPort });
  const remove = () => compose.run('down', '--volumes', '--remove-orphans');
  stopOnSignal(async () => {
    await remove();
  });
  // What an earlier run left behind would be taken for kept.
  await remove();
  try {
    const findings = await checkContainers({ compose, gatewayUrl: `http://localhost:${gatewayPort}`, say });
    for (const finding of findings) console.error(`WRONG: ${finding}`);
    say(findings.length === 0 ? 'Nothing was lost.' : `${findings.length} findings.`);
    process.exitCode = findings.length === 0 ? 0 : 1;
  } catch (error) {
    say(await compose.run('logs', '--no-color', '--tail', '20').catch(() => ''));
    throw error;
  } finally {
    await remove();
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof PrerequisiteError ? error.message : error);
  process.exitCode = 1;
});
