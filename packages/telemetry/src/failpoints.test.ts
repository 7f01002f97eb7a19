import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseFailpoints } from './failpoints';

describe('failpoints', () => {
  it('are off without the variable', () => {
    expect(parseFailpoints(undefined, 'production').size).toBe(0);
    expect(parseFailpoints(' ; ', 'production').size).toBe(0);
  });

  it('act on every hit, on one hit or from one on', () => {
    expect([
      ...parseFailpoints(
        'after-commit=exit@3;after-ack=exit; before-commit=throw@2+ ;commit=execute-then-throw',
        'test',
      ),
    ]).toEqual([
      ['after-commit', { action: 'exit', from: 3, to: 3 }],
      ['after-ack', { action: 'exit', from: 1, to: Number.POSITIVE_INFINITY }],
      ['before-commit', { action: 'throw', from: 2, to: Number.POSITIVE_INFINITY }],
      ['commit', { action: 'execute-then-throw', from: 1, to: Number.POSITIVE_INFINITY }],
    ]);
  });

  it.each([
    ['after-comit=exit', 'the failpoints are before-commit, commit'],
    ['after-commit', 'the failpoints are'],
    ['after-commit=exit@0', 'the failpoints are'],
    ['after-commit=explode', 'the actions are exit, hang'],
    ['after-commit=execute-then-throw', 'only go together'],
    ['commit=exit', 'only go together'],
  ])('refuse %s', (text, why) => {
    expect(() => parseFailpoints(text, 'test')).toThrow(why);
  });
});

describe('a real process', () => {
  // Node strips the types; it only has to be told that the sources import each other without an extension.
  const hooks = `data:text/javascript,${encodeURIComponent(
    "import { registerHooks } from 'node:module'; registerHooks({ resolve: (name, context, next) => next(name === './config' ? './config.ts' : name, context) });",
  )}`;
  const run = (script: string, environment: Record<string, string>) =>
    spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--import', hooks, '--input-type=module', '-e', script],
      {
        cwd: __dirname,
        env: { PATH: process.env.PATH, ...environment },
        encoding: 'utf8',
      },
    );
  const load = `const { failpoint, withFailpoint } = await import(${JSON.stringify(join(__dirname, 'failpoints.ts'))});`;

  it('does not start in production with FAILPOINTS, and says why in one sentence', () => {
    const { status, stderr, stdout } = run(`${load} console.log('started');`, {
      NODE_ENV: 'production',
      FAILPOINTS: 'after-ack=exit',
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'FAILPOINTS is set, but NODE_ENV is production: a process that breaks on purpose must not start there\n',
    );
  });

  it('does not start with an unknown name', () => {
    expect(run(load, { FAILPOINTS: 'before-lunch=exit' })).toMatchObject({ status: 1 });
  });

  it('starts in production without FAILPOINTS', () => {
    expect(
      run(`${load} await failpoint('after-ack'); console.log('started');`, { NODE_ENV: 'production' }),
    ).toMatchObject({
      status: 0,
      stdout: 'started\n',
    });
  });

  it('dies at the third hit without any clean-up', () => {
    const script = `${load} process.on('exit', () => console.log('clean-up'));
      for (const hit of [1, 2, 3, 4]) { console.log(hit); await failpoint('after-ack'); }`;
    expect(run(script, { FAILPOINTS: 'after-ack=exit@3' })).toMatchObject({ signal: 'SIGKILL', stdout: '1\n2\n3\n' });
  });

  it('does the work and then sees a timeout', () => {
    const script = `${load} const work = async () => console.log('done');
      await withFailpoint('commit', work).catch((error) => console.log(error.code)); await withFailpoint('commit', work);`;
    expect(run(script, { FAILPOINTS: 'commit=execute-then-throw@1' }).stdout).toBe('done\nP1008\ndone\n');
  });
});
