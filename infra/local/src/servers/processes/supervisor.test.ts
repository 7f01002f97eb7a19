import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePorts } from '../prerequisites';
import { tcpProbe } from './probes';
import { type ChildSpec, createSupervisor, type Supervisor, type UnexpectedExit } from './supervisor';

// PORT stands for the port that the probe of the child asks.
const listening = "require('node:net').createServer().listen(PORT, '127.0.0.1');";
const stubborn = "process.on('SIGTERM', () => undefined);";

describe('the supervisor', () => {
  let directory: string;
  let supervisor: Supervisor;
  let exits: UnexpectedExit[];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ansinh-processes-'));
    exits = [];
    supervisor = createSupervisor({ logDirectory: directory, onUnexpectedExit: (exit) => exits.push(exit) });
  });
  afterEach(async () => {
    await supervisor.stopAll();
    rmSync(directory, { recursive: true });
  });

  const nodeChild = async (script: string, changes: Partial<ChildSpec> = {}): Promise<ChildSpec> => {
    const [port = 0] = await findFreePorts(1);
    return {
      name: 'child',
      command: process.execPath,
      args: ['-e', script.replaceAll('PORT', String(port))],
      isReady: tcpProbe(port),
      ...changes,
    };
  };

  it('waits until a child is ready and stops it politely', async () => {
    const farewell = join(directory, 'farewell');
    const onTerm = `process.on('SIGTERM', () => { require('node:fs').writeFileSync('${farewell}', ''); process.exit(); });`;
    const child = await supervisor.start(await nodeChild(`${onTerm} ${listening}`));
    expect(isAlive(child.pid)).toBe(true);
    await child.stop();
    expect(isAlive(child.pid)).toBe(false);
    expect(existsSync(farewell)).toBe(true);
    expect(exits).toEqual([]);
  });

  it('kills a child that does not end, and the children of that child', async () => {
    const grandchild = `const g = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']); console.log(g.pid);`;
    const script = `${stubborn} ${grandchild} ${listening}`;
    const child = await supervisor.start(await nodeChild(script, { stopTimeoutMs: 50 }));
    const grandchildPid = Number(readFileSync(child.logFile, 'utf8'));
    expect(isAlive(grandchildPid)).toBe(true);
    await supervisor.stopAll();
    expect(isAlive(child.pid)).toBe(false);
    await untilGone(grandchildPid);
  });

  it('shows the end of the log of a child that ends before it is ready', async () => {
    const spec = await nodeChild("console.error('no such table'); process.exit(3);");
    await expect(supervisor.start(spec)).rejects.toThrow(
      /^child ended by exit code 3; the end of its log:\nno such table/,
    );
  });

  it('stops a child that is not ready in time', async () => {
    const spec = await nodeChild('console.log(process.pid); setInterval(() => 0, 1000);', { readyTimeoutMs: 500 });
    await expect(supervisor.start(spec)).rejects.toThrow(/^child was not ready after 0.5 s; the end of its log:/);
    await untilGone(Number(readFileSync(join(directory, 'child.log'), 'utf8')));
  });

  it('says which setting gives a child longer that has no time of its own', async () => {
    const impatient = createSupervisor({ logDirectory: directory, readyTimeoutMs: 200 });
    await expect(impatient.start(await nodeChild('setInterval(() => 0, 1000);'))).rejects.toThrow(
      /^child was not ready after 0.2 s, and ANSINH_READY_TIMEOUT_MS gives it longer; the end of its log:/,
    );
  });

  it('names a command that does not exist', async () => {
    const spec = await nodeChild('', { command: '/nowhere/java' });
    await expect(supervisor.start(spec)).rejects.toThrow(/^child could not be started \(\/nowhere\/java\)/);
  });

  it('reports a child that ends by itself, with the end of its log', async () => {
    const script = `${listening} setTimeout(() => { console.log('bye'); process.exit(4); }, 300);`;
    await supervisor.start(await nodeChild(script));
    const deadline = performance.now() + 5_000;
    while (exits.length === 0 && performance.now() < deadline) await delay(10);
    expect(exits).toMatchObject([{ name: 'child', code: 4, logTail: 'bye' }]);
  });

  it('runs a command to its end and fails with its output', async () => {
    const task = { name: 'task', command: process.execPath };
    await supervisor.run({ ...task, args: ['-e', ''] });
    const failing = supervisor.run({ ...task, args: ['-e', "console.log('disk full'); process.exit(1)"] });
    await expect(failing).rejects.toThrow(/^task ended by exit code 1; the end of its log:\ndisk full/);
  });

  it('keeps the log of the run before', async () => {
    const task = { name: 'task', command: process.execPath };
    await supervisor.run({ ...task, args: ['-e', "console.log('first')"] });
    await supervisor.run({ ...task, args: ['-e', "console.log('second')"] });
    expect(readFileSync(join(directory, 'task.previous.log'), 'utf8')).toBe('first\n');
    expect(readFileSync(join(directory, 'task.log'), 'utf8')).toBe('second\n');
  });

  it('starts nothing any more once everything is being stopped', async () => {
    await supervisor.stopAll();
    await expect(supervisor.start(await nodeChild(''))).rejects.toThrow(/everything is being stopped/);
  });

  it('leaves nothing behind when its own process is killed', async () => {
    const parent = spawn(process.execPath, ['-e', parentScript(directory)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [output]: Buffer[] = await once(parent.stdout, 'data');
    const childPid = Number(output?.toString());
    expect(isAlive(childPid)).toBe(true);
    parent.kill('SIGKILL');
    await untilGone(childPid);
  });
});

/** A process that starts a child under a supervisor of its own, prints the child's id and stays. */
const parentScript = (logDirectory: string): string => {
  const swc = createRequire(__filename).resolve('@swc/core');
  return `
    const { transformSync } = require(${JSON.stringify(swc)});
    const { readFileSync } = require('node:fs');
    require.extensions['.ts'] = (module, file) => module._compile(transformSync(readFileSync(file, 'utf8'),
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } }).code, file);
    const { createSupervisor } = require(${JSON.stringify(join(__dirname, 'supervisor.ts'))});
    createSupervisor({ logDirectory: ${JSON.stringify(logDirectory)} })
      .start({ name: 'orphan', command: process.execPath, args: ['-e', 'setInterval(() => 0, 1000)'], isReady: async () => true })
      .then((child) => { console.log(child.pid); setInterval(() => 0, 1000); });`;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A process that has ended but that nobody has asked about still has an id.
  return !/^State:\s+Z/m.test(statusOf(pid));
};

const statusOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
};

const untilGone = async (pid: number): Promise<void> => {
  const deadline = performance.now() + 5_000;
  while (isAlive(pid)) {
    if (performance.now() > deadline) throw new Error(`process ${pid} is still there`);
    await delay(20);
  }
};
