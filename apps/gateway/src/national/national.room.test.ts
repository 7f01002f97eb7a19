import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { type GatewayRoom, startGatewayRoom } from '../../testing/gateway-room';
import { json } from '../../testing/services';

const md5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase();
const PASSWORD = md5('demo-secret');
const USERNAME = '66001_BV';
const CHECK_IN = '/api/qd130/checkInKcbQd3176';
const CLAIM = '/api/qd130/guiHoSoXmlQD4750';
const ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';

type Session = { access_token: string; id_token: string; expires_in: string };

describe('the national calls', () => {
  let gateway: GatewayRoom;
  let session: Session;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
    session = ((await (await take(USERNAME, PASSWORD)).json()) as { APIKey: Session }).APIKey;
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    insurance().received.length = 0;
    insurance().answer = json(200, {});
  });

  const insurance = () => gateway.services['health-insurance'];
  const take = (username: string, password: string) =>
    gateway.call('/api/token/take', { method: 'POST', body: new URLSearchParams({ username, password }) });
  const headersOf = (changes: Record<string, string> = {}): Record<string, string> => ({
    accessToken: session.access_token,
    tokenId: session.id_token,
    passwordHash: PASSWORD,
    ...changes,
  });
  const fieldsOf = (changes: Record<string, string> = {}) => ({
    username: USERNAME,
    loaiHoSo: '130',
    maTinh: '66',
    maCSKCB: '66001',
    fileHSBase64: Buffer.from('<GIAMDINHHS/>').toString('base64'),
    ...changes,
  });
  const send = (path: string, body: RequestInit['body'], headers = headersOf()) =>
    gateway.call(path, { method: 'POST', headers, body: body ?? null });
  const answerOf = async (path: string, fields: Record<string, string>, headers?: Record<string, string>) => {
    const reply = await send(path, new URLSearchParams(fields), headers);
    return { status: reply.status, ...((await reply.json()) as object) };
  };

  it('give a session of 15 minutes for a user name and the MD5 of its password, in the order that HIS expect', async () => {
    const text = await (await take(USERNAME, PASSWORD)).text();
    expect(text).toMatch(
      /^\{"maKetQua":"200","APIKey":\{"access_token":"[^"]+","id_token":"[^"]+","token_type":"Bearer","username":"66001_BV","expires_in":"20[^"]+Z"\}\}$/,
    );
    const claims = decodeJwt(session.access_token);
    expect(claims).toMatchObject({ sub: 'demo-hospital', tenant_kind: 'facility', tenant: '66001' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900);
    const asJson = await gateway.call('/api/token/take', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: USERNAME, password: PASSWORD.toLowerCase() }),
    });
    expect(await asJson.json()).toMatchObject({ maKetQua: '200' });
  });

  it.each([
    [USERNAME, md5('wrong')],
    [USERNAME, 'demo-secret'],
    ['66009_BV', PASSWORD],
    ['', ''],
  ])('refuse %s with %s by 401 inside HTTP 200', async (username, password) => {
    const reply = await take(username, password);
    expect([reply.status, await reply.json()]).toMatchObject([200, { maKetQua: '401' }]);
  });

  it('hand a check-in to health insurance under the token of the hospital and tell its number', async () => {
    insurance().answer = json(201, {
      checkInId: ID,
      encounterKey: 'LK1',
      facilityCode: '66001',
      arrivedAt: '2026-10-05T08:30:00+07:00',
      cardResultCode: '000',
    });
    const fields = fieldsOf({ loaiHoSo: '0', fileHSBase64: Buffer.from('<XML0/>').toString('base64') });
    expect(await answerOf(CHECK_IN, fields)).toEqual({
      status: 200,
      maKetQua: '200',
      maGiaoDich: ID,
      thoiGianTiepNhan: '20261005083000',
      thongDiep: 'Tiếp nhận hồ sơ thành công',
    });
    const [received] = insurance().received;
    expect(received).toMatchObject({
      path: '/v1/check-ins',
      headers: { authorization: `Bearer ${session.access_token}`, 'content-type': 'application/xml' },
    });
    expect(received?.body.toString()).toBe('<XML0/>');
  });

  it('take a claim file in each form that HIS send, and give the same file the same key', async () => {
    insurance().answer = json(202, {
      submissionId: ID,
      receivedAt: '2026-10-05T08:30:00+07:00',
      duplicate: false,
      claims: [],
    });
    // All bytes, so that the base64 has plus signs; the second form forgets to escape them.
    const file = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const base64 = file.toString('base64');
    const fields = fieldsOf({ fileHSBase64: base64 });
    const multipart = new FormData();
    for (const [name, value] of Object.entries(fields)) multipart.append(name, value);
    const careless = Object.entries(fields)
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    const urlencoded = { ...headersOf(), 'content-type': 'application/x-www-form-urlencoded' };
    const replies = await Promise.all([
      send(CLAIM, new URLSearchParams(fields)),
      send('/api/qd130/guiHoSoXmlQD3176', careless, urlencoded),
      send(CLAIM, multipart),
    ]);
    for (const reply of replies) expect(await reply.json()).toMatchObject({ maKetQua: '200', maGiaoDich: ID });
    expect(insurance().received.map(({ path, body }) => [path, body.equals(file)])).toEqual(
      Array.from({ length: 3 }, () => ['/v1/claims', true]),
    );
    expect(new Set(insurance().received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it.each([
    ['a wrong password', { passwordHash: md5('wrong') }, {}, '401'],
    ['no password', { passwordHash: '' }, {}, '401'],
    ['another id token', { tokenId: 'x.y.z' }, {}, '401'],
    ['another user name', {}, { username: '66002_BV' }, '401'],
    ['another facility', {}, { maCSKCB: '66002' }, '403'],
    ['a kind of file that this call does not take', {}, { loaiHoSo: '0' }, '205'],
    ['a file that is not base64', {}, { fileHSBase64: '<GIAMDINHHS/>' }, '205'],
    ['no file', {}, { fileHSBase64: '' }, '205'],
  ])('refuse %s without asking health insurance', async (_name, changes, fields, maKetQua) => {
    const answer = await answerOf(CLAIM, fieldsOf(fields), headersOf(changes));
    expect(answer).toMatchObject({ status: 200, maKetQua });
    expect(insurance().received).toEqual([]);
  });

  it('want the tokens of one session together, and those of a hospital', async () => {
    const other = ((await (await take(USERNAME, PASSWORD)).json()) as { APIKey: Session }).APIKey;
    const mixed = headersOf({ tokenId: other.id_token });
    expect(await answerOf(CLAIM, fieldsOf(), mixed)).toMatchObject({ maKetQua: '401' });
    const bank = headersOf({ accessToken: await gateway.tokenOf('demo-bank') });
    expect(await answerOf(CLAIM, fieldsOf(), bank)).toMatchObject({ maKetQua: '401' });
    const swapped = headersOf({ accessToken: session.id_token, tokenId: session.access_token });
    expect(await answerOf(CLAIM, fieldsOf(), swapped)).toMatchObject({ maKetQua: '401' });
  });

  it('are no way to read the id token as an access token', async () => {
    const reply = await gateway.call('/v1/claims', { headers: { authorization: `Bearer ${session.id_token}` } });
    expect(reply.status).toBe(401);
  });

  it('take a file of 20 MB and refuse a larger one by HTTP 413, the file or the form', async () => {
    insurance().answer = json(202, {
      submissionId: ID,
      receivedAt: '2026-10-05T08:30:00+07:00',
      duplicate: false,
      claims: [],
    });
    const ofSize = (bytes: number) => fieldsOf({ fileHSBase64: Buffer.alloc(bytes, 'a').toString('base64') });
    expect(await answerOf(CLAIM, ofSize(20_000_000))).toMatchObject({ maKetQua: '200' });
    expect(await answerOf(CLAIM, ofSize(20_000_001))).toMatchObject({ status: 413, maKetQua: '413' });
    expect(await answerOf(CLAIM, ofSize(23_000_000))).toMatchObject({ status: 413, maKetQua: '413' });
    expect(insurance().received).toHaveLength(1);
  });

  it('tell the faults that health insurance finds, and that it is down', async () => {
    const errors = [{ pointer: '/HOSO/1/XML1', detail: 'no row (thiếu bảng XML1)', code: '7' }];
    insurance().answer = json(422, { code: 'claim.structure-invalid', findings: 1, errors });
    expect(await answerOf(CLAIM, fieldsOf())).toMatchObject({
      status: 200,
      maKetQua: '422',
      thongDiep: '/HOSO/1/XML1: thiếu bảng XML1',
      maLoi: '7',
    });
    insurance().answer = (_request, response) => void response.destroy();
    expect(await answerOf(CLAIM, fieldsOf())).toMatchObject({ status: 200, maKetQua: '503' });
    insurance().answer = json(201, { unexpected: true });
    expect(await answerOf(CLAIM, fieldsOf())).toMatchObject({ status: 200, maKetQua: '500' });
  });

  it('refuse in the same time whether the user name exists or not', async () => {
    const tried = async (username: string): Promise<number> => {
      const began = performance.now();
      expect(await (await take(username, md5('wrong'))).json()).toMatchObject({ maKetQua: '401' });
      return performance.now() - began;
    };
    const times = { known: [] as number[], unknown: [] as number[] };
    // In turn, so that whatever else the machine does falls on both.
    for (let time = 0; time < 15; time += 1) {
      times.known.push(await tried(USERNAME));
      times.unknown.push(await tried(`66${100 + time}_BV`));
    }
    const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[7] ?? 0;
    const ratio = median(times.unknown) / median(times.known);
    // Without the trial of a password it is a tenth of it at most.
    expect({ ratio, isAlike: ratio > 0.5 && ratio < 2 }).toMatchObject({ isAlike: true });
  });

  it('stop guessing of passwords for one user name, while others go on', async () => {
    const replies = await Promise.all(Array.from({ length: 31 }, () => take('66007_BV', PASSWORD)));
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await take(USERNAME, PASSWORD)).status).toBe(200);
  });

  it('end for a disabled client at once, with its password', async () => {
    await gateway.room.db.client.update({ where: { clientId: 'demo-hospital' }, data: { disabledAt: new Date() } });
    expect(await answerOf(CLAIM, fieldsOf())).toMatchObject({ maKetQua: '401' });
    await gateway.room.db.client.update({ where: { clientId: 'demo-hospital' }, data: { disabledAt: null } });
  });
});

it('the national calls are not there when NATIONAL_API is off', async () => {
  const gateway = await startGatewayRoom({ NATIONAL_API: 'off' });
  const form = new URLSearchParams({ username: USERNAME, password: PASSWORD });
  expect((await gateway.call('/api/token/take', { method: 'POST', body: form })).status).toBe(404);
  const document = (await (await gateway.call('/openapi.json')).json()) as { paths: Record<string, unknown> };
  expect(Object.keys(document.paths).filter((path) => path.startsWith('/api/'))).toEqual([]);
  await gateway.stop();
});
