// jest loads a global setup without its moduleNameMapper, so the packages' sources are named here once more: the setup
// then runs without a build, like the tests themselves.
const { registerHooks } = require('node:module');
const { join } = require('node:path');

const root = join(__dirname, '../../..');

registerHooks({
  resolve(specifier, context, next) {
    const name = /^@ansinh\/([a-z0-9-]+)$/.exec(specifier)?.[1];
    if (name === undefined) return next(specifier, context);
    const folder = name === 'local' ? 'infra/local' : `packages/${name}`;
    return next(join(root, folder, 'src/index.ts'), context);
  },
});
