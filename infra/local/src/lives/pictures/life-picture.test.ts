import type { PlatformThingTraces } from '@ansinh/contracts/operations/traces.api';
import { readXml } from '@ansinh/xml';
import type { Life, Span } from '../trees/life.rules';
import { lifePicture } from './life-picture';

const CLAIM = '01a229da-ff17-7526-a71f-5496308fd897';
const PAYOUT = '01a229db-2727-7166-a03b-9cdd99b385ea';
const SIZES = { depth: 10, elements: 100_000, textLength: 10_000 };

type Element = { readonly name: string; readonly attributes: Map<string, string>; text: string };

/** @throws XmlError when the picture is no XML */
const elementsOf = (picture: string): readonly Element[] => {
  const found: Element[] = [];
  const open: Element[] = [];
  readXml(
    picture,
    {
      open: (name) => {
        const opened = { name, attributes: new Map<string, string>(), text: '' };
        found.push(opened);
        open.push(opened);
      },
      close: (_name, _depth, text) => {
        const closed = open.pop();
        if (closed !== undefined) closed.text = text;
      },
      allowsAttribute: () => true,
      attribute: (name, value) => open.at(-1)?.attributes.set(name, value),
    },
    SIZES,
  );
  return found;
};

const textsOf = (picture: string): string[] =>
  elementsOf(picture).flatMap(({ name, text }) => (name === 'text' ? [text] : []));

const span = (id: string, at: string, changes: Partial<Span> & { service?: string; ms?: number }): Span => {
  const { service = 'payment', ms = 20, ...rest } = changes;
  return {
    id,
    name: id,
    timestamp: Date.parse(at) * 1_000,
    duration: ms * 1_000,
    localEndpoint: { serviceName: service },
    ...rest,
  };
};

const traceOf = (at: string, route: string): readonly Span[] => {
  const after = (ms: number): string => new Date(Date.parse(at) + ms).toISOString();
  const tags = { 'http.request.method': 'POST', 'http.route': route, 'ansinh.payout.id': PAYOUT };
  return [
    span('a', at, { kind: 'SERVER', tags, service: 'gateway', ms: 300 }),
    span('b', after(20), { kind: 'SERVER', tags, parentId: 'a', ms: 200 }),
    span('c', after(260), { kind: 'PRODUCER', name: 'send payment.payouts.v1', parentId: 'b', ms: 30 }),
    span('d', after(320), {
      kind: 'CONSUMER',
      name: 'process payment.payouts.v1',
      service: 'notification',
      parentId: 'b',
      ms: 90,
    }),
    span('e', after(7_200_410), { name: 'job send-email', service: 'notification', parentId: 'b', ms: 40 }),
  ];
};

const itemOf = (place: number, at: string, changes: Partial<PlatformThingTraces['items'][number]> = {}) => ({
  traceId: `${String(place).padStart(8, '0')}${'a'.repeat(24)}`,
  at,
  service: 'health-insurance' as const,
  about: 'health-insurance.claims',
  key: CLAIM,
  kept: true,
  ...changes,
});

const lifeOf = (items: PlatformThingTraces['items'], spans: readonly (readonly Span[])[]): Life => ({
  told: { key: CLAIM, items, related: [PAYOUT], unavailable: [] },
  spansOf: new Map(items.map(({ traceId }, place) => [traceId, spans[place] ?? []])),
});

const FIRST = '2026-10-05T01:30:00.123Z';
const SECOND = '2026-10-07T08:00:00.000Z';
const THIRD = '2026-10-07T08:00:09.000Z';

const DAYS = lifeOf(
  [
    itemOf(1, FIRST),
    itemOf(2, SECOND, { about: 'payment.payouts', key: PAYOUT }),
    itemOf(3, THIRD, { about: 'health.read', kept: false }),
  ],
  [traceOf(FIRST, '/v1/settlements'), traceOf(SECOND, '/v1/payout-batches/:batchId/approvals'), []],
);

describe('The picture of a life', () => {
  it('shows every trace by its day and time, what it is about, and its lanes', () => {
    const texts = textsOf(lifePicture(DAYS));
    for (const { traceId, at, about } of DAYS.told.items) {
      expect(texts).toContain(`trace ${traceId.slice(0, 8)}…`);
      expect(texts).toContain(at.slice(11, 23));
      expect(texts.some((text) => text.startsWith(about))).toBe(true);
    }
    expect(texts).toEqual(
      expect.arrayContaining(['5 October 2026', '7 October 2026', 'gateway', 'payment', 'notification']),
    );
    expect(texts).toContain('not sampled: the log has its lines');
    expect(texts).toContain('payment.payouts of payout 01a229db…85ea');
  });

  it('leaves out the time in which nothing was done, and says how long it was', () => {
    const texts = textsOf(lifePicture(DAYS));
    expect(texts).toContain('2 h of nothing');
    expect(texts).toContain('2 days 4 h later');
  });

  it('shows durations by length, messages as arrows, and what links the traces as lines through them', () => {
    const found = elementsOf(lifePicture(DAYS));
    const ofClass = (name: string) => found.filter(({ attributes }) => attributes.get('class') === name);
    const heights = ofClass('request').flatMap(({ name, attributes }) =>
      name === 'rect' && attributes.get('x') !== '26' ? [Number(attributes.get('height'))] : [],
    );
    expect(heights.length).toBe(4);
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(1.5, 1);
    // Of each whole trace: from the gateway to the service, and from the message to who processed it.
    expect(ofClass('arrow').length).toBe(4);
    // The payout is in two traces; the claim is the thing itself.
    expect(ofClass('rail').length).toBe(2);
  });

  it('is legible on light and on dark ground, and shows no id as a whole', () => {
    const picture = lifePicture(DAYS);
    expect(picture).toContain('prefers-color-scheme:dark');
    for (const id of [CLAIM, PAYOUT, ...DAYS.told.items.map(({ traceId }) => traceId)])
      expect(picture).not.toContain(id);
  });

  it('escapes what it is told, and leaves out what no XML holds', () => {
    const name = `<script>alert("1 & 2")</script>${String.fromCharCode(0, 7)}\ud800 ${'x'.repeat(5_000)}`;
    const told = lifeOf([itemOf(1, FIRST, { about: name })], [[span('a', FIRST, { name })]]);
    const picture = lifePicture(told);
    expect(picture).not.toContain('<script');
    expect(textsOf(picture).join('')).toContain('<script>alert("1 & 2")</script>');
    expect(Math.max(...textsOf(picture).map(({ length }) => length))).toBeLessThan(200);
  });

  it('has a bounded size, and each trace, however many there are and however much was done in them', () => {
    const items = Array.from({ length: 50 }, (_, place) => itemOf(place, FIRST));
    const crowd = Array.from({ length: 2_000 }, (_, place) =>
      span(`s${place}`, FIRST, { name: `${'process a.b.v1 '.repeat(4)}${place % 700}`, service: `s${place % 4}` }),
    );
    const picture = lifePicture(
      lifeOf(
        items,
        items.map(() => crowd),
      ),
    );
    expect(picture.length).toBeLessThan(50 * 30_000);
    const texts = textsOf(picture);
    for (const { traceId } of items) expect(texts).toContain(`trace ${traceId.slice(0, 8)}…`);
    expect(texts.filter((text) => text === 'and 680 more')).toHaveLength(50);
  });

  it('is also drawn of a thing of which nothing is left, and says what is not whole', () => {
    const told = lifeOf([], []);
    const unavailable = [{ service: 'enrollment' as const, reason: 'cannot be reached' }];
    const texts = textsOf(lifePicture({ ...told, told: { ...told.told, unavailable } }));
    expect(texts.some((text) => text.startsWith('0 traces'))).toBe(true);
    expect(texts).toEqual(expect.arrayContaining(['Not whole: enrollment cannot be reached']));
  });
});
