import { get } from 'node:http';
import { type GatewayRoom, startGatewayRoom } from '../../testing/gateway-room';
import { json } from '../../testing/services';

/** `fetch` sets Host itself. */
const askWithHost = (url: string, host: string): Promise<unknown> =>
  new Promise((resolve, fail) => {
    get(url, { headers: { host } }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    }).once('error', fail);
  });

describe('the description of the platform', () => {
  let gateway: GatewayRoom;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
    for (const service of Object.values(gateway.services)) service.answer = json(404, {});
    const { enrollment, collection } = gateway.services;
    enrollment.answer = json(200, { openapi: '3.1.1', paths: { '/v1/employers': { get: {} }, '/v1/secret': {} } });
    collection.answer = json(200, { openapi: '3.1.1', paths: { '/v1/bank-credits': { post: {} } } });
  });
  afterAll(() => gateway.stop());

  it('joins the documents of the services with the own one and names the services that are missing', async () => {
    const document = (await (await gateway.call('/openapi.json')).json()) as { paths: object };
    expect(document).toMatchObject({
      openapi: '3.1.1',
      info: { title: 'An Sinh' },
      servers: [{ url: 'https://api.example.vn' }],
      'x-unavailable-services': ['health-insurance', 'payment', 'notification'],
    });
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/v1/clients',
        '/v1/participants/{participantId}/overview',
        '/api/token/take',
        '/v1/employers',
        '/v1/bank-credits',
      ]),
    );
    expect(document.paths).not.toHaveProperty('/v1/secret');
  });

  it('asks the services once for several readers', async () => {
    const before = gateway.services.enrollment.received.length;
    await Promise.all(Array.from({ length: 5 }, () => gateway.call('/openapi.json')));
    expect(gateway.services.enrollment.received.length).toBe(before);
  });

  it('has a page behind the type of every refusal, for people and for programs', async () => {
    const refused = await gateway.call('/v1/claims');
    const { type } = (await refused.json()) as { type: string };
    const page = await gateway.call(type, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Lấy token tại POST /oauth/token');
    const asData = await gateway.call(type, { headers: { accept: 'application/json' } });
    expect(await asData.json()).toMatchObject({ code: 'auth.token-invalid', status: 401, titleVi: expect.any(String) });
    expect((await gateway.call('/problems')).status).toBe(200);
    const unknown = await gateway.call('/problems/nothing.known');
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'request.not-found' }]);
  });

  it('is shown by a page that loads nothing from elsewhere', async () => {
    const page = await gateway.call('/docs');
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'/);
    expect(html).not.toMatch(/https?:\/\//);
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(loaded).toHaveLength(4);
    for (const address of loaded) {
      const reply = await gateway.call(address);
      expect([reply.status, (await reply.bytes()).length > 100]).toEqual([200, true]);
    }
    expect((await gateway.call('/docs/assets/package.json')).status).toBe(404);
    const answered = await gateway.call('/docs/oauth2-redirect.html');
    expect(await answered.text()).toContain('src="/docs/assets/oauth2-redirect.js"');
    expect((await gateway.call('/docs/assets/oauth2-redirect.js')).status).toBe(200);
  });

  it('describes to the page the address at which the page stands', async () => {
    const local = await startGatewayRoom({ PUBLIC_URL: 'http://127.0.0.1:8080' });
    for (const [host, address] of [
      ['localhost:8080', 'http://localhost:8080'],
      ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
      ['evil.example', 'http://127.0.0.1:8080'],
    ] as const) {
      const { servers, components } = (await askWithHost(`${local.room.url}/docs/openapi.json`, host)) as {
        servers: unknown;
        components: { securitySchemes: { oauth2: { flows: object } } };
      };
      expect([host, servers]).toEqual([host, [{ url: address }]]);
      expect(Object.keys(components.securitySchemes.oauth2.flows)).toEqual(['authorizationCode', 'clientCredentials']);
    }
    await local.stop();
  });
});
