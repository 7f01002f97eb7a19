import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plant, ROOT, runScript } from './testing/scripts';

const ROUTES = 'apps/gateway/src/proxy/routes.generated.ts';
const ERRORS = 'docs/errors.md';

describe('the generated documents', () => {
  const { folder, remove } = plant({ 'docs/schemas/Invented.v1.json': '{}' });
  const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
  beforeAll(() => {
    cpSync(join(ROOT, 'docs'), join(folder, 'docs'), { recursive: true });
    cpSync(join(ROOT, ROUTES), join(folder, ROUTES));
    writeFileSync(join(folder, ERRORS), textOf(ERRORS).replace('# Errors', '# Refusals'));
    rmSync(join(folder, ROUTES));
  });
  afterAll(remove);

  it('are refused when one differs, one is missing and one is made from nothing', () => {
    const { code, errors } = runScript('scripts/generate-docs.mjs', '--check', '--into', folder);
    expect(code).toBe(1);
    expect(errors).toContain('docs/errors.md:1 is "# Refusals", the code says "# Errors"');
    expect(errors).toContain(`${ROUTES} is missing`);
    expect(errors).toContain('docs/schemas/Invented.v1.json is not made from anything any more');
    expect(errors).toContain('Run "npm run generate"');
  });

  it('are made as they stand in this checkout', () => {
    const { code, output } = runScript('scripts/generate-docs.mjs', '--into', folder);
    expect(code).toBe(0);
    expect(output).toContain(`wrote   ${ERRORS}`);
    for (const file of [ERRORS, ROUTES]) expect(textOf(file)).toBe(readFileSync(join(ROOT, file), 'utf8'));
    expect(existsSync(join(folder, 'docs/schemas/Invented.v1.json'))).toBe(false);
  });
});
