import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { plant, ROOT } from './testing/scripts';

/** The pages that somebody follows in a shell, and what they say first. */
const GUIDES = [
  'docs/operators.md',
  ...readdirSync(join(ROOT, 'docs/partners')).map((name) => `docs/partners/${name}`),
];
const firstBlock = (page: string): string =>
  readFileSync(join(ROOT, page), 'utf8').match(/```bash\n([\s\S]*?)```/)?.[1] ?? '';

const shell = (cwd: string, script: string) =>
  spawnSync('bash', ['-euo', 'pipefail', '-c', script], { cwd, encoding: 'utf8' });

describe('the guides', () => {
  it.each(GUIDES)('%s works in a folder of its own, whichever guide was followed before', (page) => {
    const { folder, remove } = plant({ 'package.json': '{}' });
    const [enter = ''] = firstBlock(page).split('\n');
    const { status, stdout } = shell(folder, `${enter}\npwd -P\n${enter}\npwd -P`);
    const own = join(realpathSync(folder), '.local/try');
    remove();
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${own}\n${own}\n` });
  });

  it('may write there what they like: git ignores it', () => {
    expect(readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')).toContain('.local/');
  });

  it('set each variable before they use it: README', () => {
    const given = new Set<string>();
    const [, block = ''] =
      readFileSync(join(ROOT, 'README.md'), 'utf8').match(/A first token[\s\S]*?```\n([\s\S]*?)```/) ?? [];
    const unset = block.split('\n').flatMap((line) => {
      const used = [...line.matchAll(/\$([A-Z]+)/g)].flatMap(([, name = '']) => (given.has(name) ? [] : [name]));
      const [, name] = /^([A-Z]+)=/.exec(line) ?? [];
      if (name !== undefined) given.add(name);
      return used;
    });
    expect([block.includes('$TOKEN'), unset]).toEqual([true, []]);
  });
});
