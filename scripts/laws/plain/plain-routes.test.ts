import { houseOf } from '../house/house.mts';
import { plainRoutes } from './plain-routes.mts';

const sentences = (text: string, path = 'apps/payment/src/payouts/payout.routes.ts') =>
  plainRoutes.check(houseOf(new Map([[path, text]]))).map(({ sentence }) => sentence);

const KIT = "import { route } from '../kit';\n";
const KIT_FILE = 'apps/payment/src/kit.ts';
const DOOR = "{ method: 'get', path: '/v1/payouts', handle: (tx) => listPayouts(tx) }";

describe('The law of plain routes', () => {
  it.each([
    `export const routes = [route(${DOOR})];`,
    "export const r = route({ method: 'post', path: PATH, ...READ, handle });",
    "export const r = route({ method: 'get', path: '/v1/a', async handle() {} });",
    'export const paths = (routes) => routes.map((one) => one.route);',
  ])('lets be: %s', (text) => {
    expect(sentences(KIT + text)).toEqual([]);
  });

  it('lets kit.ts make the builders, and a file have its own word route', () => {
    expect(
      sentences(
        "import { createKit } from '@ansinh/platform';\nexport const { route, workRoute } = createKit();",
        KIT_FILE,
      ),
    ).toEqual([]);
    expect(sentences('export const paths = (routes) => routes.map((route) => route.path);')).toEqual([]);
  });

  it.each([
    [
      `const read = route;\nexport const r = read(${DOOR});`,
      'route is handed on: a builder of doors keeps its own name',
    ],
    [`export const r = doorsOf([route]);`, 'route is handed on'],
    [`export { route as read };`, 'route as read: a builder of doors keeps its own name'],
  ])('finds a builder under another name: %s', (text, sentence) => {
    expect(sentences(KIT + text)).toContainEqual(expect.stringContaining(sentence));
  });

  it('finds a builder that is imported, handed on or made under another name', () => {
    expect(sentences("import { route as read } from '../kit';")).toEqual([
      'route is called read here: a builder of doors keeps its own name, by which laws see what it builds',
    ]);
    expect(sentences("export { route as read } from '../kit';", KIT_FILE)).toContainEqual(
      expect.stringContaining('a builder of doors keeps its own name'),
    );
    for (const text of ['export const { route: read } = createKit();', 'export const read = route;'])
      expect(sentences(text, KIT_FILE)).toEqual([expect.stringContaining('keeps its own name')]);
    for (const from of ["{ createKit } from '@ansinh/platform'", "{ routeBuilders } from '@ansinh/http'"])
      expect(sentences(`import ${from};`)).toEqual([
        expect.stringMatching(/makes builders of doors: only kit\.ts calls it$/),
      ]);
  });

  it.each([
    ['route(DOOR)', 'method, its path, its handle'],
    ['route({ ...DOOR })', 'method, its path, its handle'],
    ['route(doorOf(listPayouts))', 'method, its path, its handle'],
    ["route({ method, path: '/v1/a', handle })", 'method'],
    ["route({ method: isRead ? 'get' : 'post', path: '/v1/a', handle })", 'method'],
    ["route({ method: 'get', path: '/v1/a', ...HANDLING })", 'handle'],
  ])('finds a door that does not say in place what it is: %s', (text, missing) => {
    expect(sentences(`${KIT}export const r = ${text};`)).toEqual([
      `this door does not say its ${missing} in place: write it into the object that route is given, the method as a literal`,
    ]);
  });

  it('finds a door that no builder makes', () => {
    expect(sentences(`export const routes: Route[] = [${DOOR}];`)).toEqual([
      'this is a door, and no builder of kit.ts makes it: write route({ ... })',
    ]);
  });
});
