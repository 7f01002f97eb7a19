import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { eventually } from '@ansinh/testkit';
import { type GatewayRoom, startGatewayRoom } from '../../testing/gateway-room';
import { json } from '../../testing/services';

describe('one who comes with a hundred connections', () => {
  const CROWD = 100;
  let gateway: GatewayRoom;
  let slow: string;
  let other: string;
  let sockets: Socket[];
  beforeEach(async () => {
    gateway = await startGatewayRoom();
    slow = `Bearer ${await gateway.tokenOf('demo-bank')}`;
    other = `Bearer ${await gateway.tokenOf('demo-post')}`;
    sockets = [];
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await gateway.stop();
  });

  const open = async (head: string): Promise<Socket> => {
    const { port } = new URL(gateway.room.url);
    const socket = connect(Number(port), '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    socket.write(`${head}\r\nHost: x\r\nAuthorization: ${slow}\r\n`);
    return socket;
  };
  const asks = async (): Promise<number> =>
    (await gateway.call('/v1/bank-credits', { headers: { authorization: other } })).status;

  it.each([
    ['questions', 'application/json'],
    ['files', 'application/xml'],
  ])('and sends %s slowly takes no connection to the service', async (_what, type) => {
    const { collection } = gateway.services;
    collection.answer = json(200, {});
    for (let count = 0; count < CROWD; count += 1) {
      const socket = await open('POST /v1/bank-credits HTTP/1.1');
      socket.write(`Content-Type: ${type}\r\nContent-Length: 1000\r\n\r\n{`);
    }
    const post = { method: 'POST', headers: { authorization: other, 'content-type': type }, body: '{}' };
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await gateway.call('/v1/bank-credits', post)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    // Nothing of the slow ones has reached it.
    expect(collection.received.map(({ headers }) => headers.authorization)).toEqual(
      Array.from({ length: 20 }, () => other),
    );
  });

  it('and asks what takes long leaves the others their part', async () => {
    const { collection } = gateway.services;
    const held: (() => void)[] = [];
    collection.answer = (request, response) => {
      if (request.headers.authorization === slow) held.push(() => response.end('{}'));
      else response.end('{}');
    };
    const crowd = Array.from({ length: CROWD }, () =>
      gateway.call('/v1/bank-credits', { headers: { authorization: slow } }),
    );
    await eventually(async () => expect(held.length).toBeGreaterThanOrEqual(32));
    expect(await Promise.all(Array.from({ length: 20 }, asks))).toEqual(Array.from({ length: 20 }, () => 200));
    expect(held).toHaveLength(32);
    let answered = 0;
    await eventually(async () => {
      for (const end of held.splice(0)) {
        end();
        answered += 1;
      }
      expect(answered).toBe(CROWD);
    });
    expect(new Set((await Promise.all(crowd)).map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('and reads no answer leaves the others their part', async () => {
    const { collection } = gateway.services;
    const large = Buffer.alloc(12_000_000, 'x');
    collection.answer = (request, response) => {
      response.end(request.headers.authorization === slow ? large : '{}');
    };
    for (let count = 0; count < CROWD; count += 1) {
      const socket = await open('GET /v1/bank-credits HTTP/1.1');
      socket.pause();
      socket.write('\r\n');
    }
    await eventually(async () => expect(collection.received.length).toBeGreaterThanOrEqual(32));
    expect(await Promise.all(Array.from({ length: 20 }, asks))).toEqual(Array.from({ length: 20 }, () => 200));
  });

  it('and fills the memory with bodies is refused, while the others go on', async () => {
    const head = 'Content-Type: application/xml\r\nContent-Length: 19000000\r\n\r\n';
    const most = Buffer.alloc(18_000_000);
    const heard: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const socket = await open('POST /v1/bank-statements HTTP/1.1');
      socket.on('data', (data) => heard.push(data.toString().slice(0, 12)));
      socket.write(head);
      socket.write(most);
    }
    // Four of them are held, what is more is refused.
    await eventually(async () => expect(heard).toEqual(['HTTP/1.1 429', 'HTTP/1.1 429']));
    const body = Buffer.alloc(19_000_000);
    const headers = { authorization: other, 'content-type': 'application/xml' };
    gateway.services.collection.answer = json(200, {});
    expect((await gateway.call('/v1/bank-statements', { method: 'POST', headers, body })).status).toBe(200);
  });
});
