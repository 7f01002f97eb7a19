import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildSpec, createSupervisor, findFreePorts, tcpProbe } from '@ansinh/local';
import { eventually } from './eventually';
import { createNemesis, type Nemesis } from './nemesis';

describe('the nemesis', () => {
  let directory: string;
  let nemesis: Nemesis;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ansinh-nemesis-'));
    nemesis = createNemesis(directory);
  });
  afterEach(async () => {
    await nemesis.end();
    rmSync(directory, { recursive: true });
  });

  /** Listens and counts every ten milliseconds in its log. */
  const counter = async (): Promise<ChildSpec> => {
    const [port = 0] = await findFreePorts(1);
    const script = `require('node:net').createServer().listen(${port}, '127.0.0.1'); setInterval(() => console.log('x'), 10);`;
    return { name: `counter-${port}`, command: process.execPath, args: ['-e', script], isReady: tcpProbe(port) };
  };

  it('kills a process that it started, at once', async () => {
    const child = await nemesis.start(await counter());
    await nemesis.kill(child);
    expect(child.signal('SIGTERM')).toBe(false);
    expect(nemesis.acts).toMatchObject([{ what: `SIGKILL ${child.name}` }]);
  });

  it('stops a process in the middle of its work and lets it go on', async () => {
    const child = await nemesis.start(await counter());
    const count = () => readFileSync(child.logFile, 'utf8').length;
    await eventually(() => expect(count()).toBeGreaterThan(2));
    nemesis.pause(child);
    // What was written before the stop may still come in; from then on nothing does.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = count();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(count()).toBe(stopped);
    nemesis.resume(child);
    await eventually(() => expect(count()).toBeGreaterThan(stopped));
  });

  it('touches no process that somebody else started, and none that is gone', async () => {
    const others = createSupervisor({ logDirectory: directory });
    const child = await others.start(await counter());
    await expect(nemesis.kill(child)).rejects.toThrow('is not a living process of this nemesis');
    expect(child.signal('SIGCONT')).toBe(true);
    await others.stopAll();

    const own = await nemesis.start(await counter());
    await own.stop();
    expect(() => nemesis.pause(own)).toThrow('is not a living process of this nemesis');
  });

  it('heals everything at the end: also a stopped process ends', async () => {
    const spec = await counter();
    const child = await nemesis.start(spec);
    const proxy = await nemesis.proxy('counter', 1);
    nemesis.set(proxy, 'freeze');
    nemesis.pause(child);
    await nemesis.end();
    expect(proxy.mode).toBe('open');
    expect(child.signal('SIGCONT')).toBe(false);
  });
});
