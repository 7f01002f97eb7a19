import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePorts } from '../prerequisites';
import { tcpProbe } from './probes';
import { createRevivals, type Revivals } from './revival';
import { createSupervisor, type Supervisor } from './supervisor';

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((done) => setImmediate(done));
};

describe('a process that ends by itself', () => {
  let directory: string;
  let supervisor: Supervisor;
  let revivals: Revivals;
  let said: string[];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ansinh-revival-'));
    said = [];
    supervisor = createSupervisor({ logDirectory: directory, onUnexpectedExit: (exit) => revivals.ended(exit) });
  });
  afterEach(async () => {
    revivals.stop();
    await supervisor.stopAll();
    rmSync(directory, { recursive: true });
  });
  const startAs = (script: string) => async (name: string) => {
    const [port = 0] = await findFreePorts(1);
    const listening = `require('node:net').createServer().listen(${port}, '127.0.0.1');`;
    return supervisor.start({
      name,
      command: process.execPath,
      args: ['-e', `${listening} ${script}`],
      isReady: tcpProbe(port),
    });
  };

  it('is started again, and it is said; a server is not', async () => {
    const start = startAs('');
    revivals = createRevivals({ names: ['app'], start, say: (line) => said.push(line) });
    const [app, server] = [await start('app'), await start('server')];
    server.signal('SIGKILL');
    app.signal('SIGKILL');
    await until(() => said.includes('app is ready again.'));
    await server.gone;
    expect(said).toEqual(['app is started again in 0.5 s.', 'app is ready again.']);
  });

  it('that cannot come up any more is given up with a sentence', async () => {
    const failing = async (): Promise<never> => {
      throw new Error('no');
    };
    revivals = createRevivals({ names: ['app'], start: failing, say: (line) => said.push(line) });
    revivals.ended({ name: 'app', code: 1, signal: null, logFile: 'app.log', logTail: '' });
    await until(() => said.some((line) => line.includes('is not started again')));
    expect(said.slice(0, -1)).toEqual([0.5, 1, 2, 4, 8].map((pause) => `app is started again in ${pause} s.`));
    expect(said.at(-1)).toContain('app ended 6 times within 60 s and is not started again: see app.log');
  });

  it('is left alone when everything is stopped', async () => {
    const started: string[] = [];
    const start = async (name: string) => started.push(name);
    revivals = createRevivals({ names: ['app'], start, say: (line) => said.push(line) });
    revivals.ended({ name: 'app', code: 1, signal: null, logFile: 'app.log', logTail: '' });
    revivals.stop();
    await new Promise((done) => setTimeout(done, 700));
    expect([started, said]).toEqual([[], ['app is started again in 0.5 s.']]);
  });
});
