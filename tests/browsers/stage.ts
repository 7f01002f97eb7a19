import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { demoPeople } from '../../apps/gateway/testing/demo-people';
import { type GatewayRoom, startGatewayRoom } from '../../apps/gateway/testing/gateway-room';
import type { Person } from '../../apps/gateway/testing/person-client';

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** A port that is known before the room behind it: its number stands in PUBLIC_URL. */
const openPort = async () => {
  let target: number | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    if (target === undefined) return socket.destroy();
    const behind = connect(target, '127.0.0.1');
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    socket.pipe(behind).pipe(socket);
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const)
      one.on('error', () => other.destroy());
    return undefined;
  });
  const port = await listening(server);
  return {
    port,
    leadTo: (url: string): void => {
      target = Number(new URL(url).port);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        // The gateway keeps what the browser has left open for a minute.
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** A site of somebody else, whose pages a test writes. */
const openStranger = async () => {
  const pages = new Map<string, string>();
  const server = createHttpServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages.get(request.url ?? '') ?? '<p>nothing</p>');
  });
  const port = await listening(server);
  return {
    origin: `http://evil.example:${port}`,
    show: (path: string, html: string): void => {
      pages.set(path, html);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export type Stage = {
  readonly gateway: GatewayRoom;
  readonly people: ReturnType<typeof demoPeople>;
  readonly stranger: Awaited<ReturnType<typeof openStranger>>;
  /** The two names of this machine, with the port of the gateway. */
  readonly localhost: string;
  readonly loopback: string;
  readonly open: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
};

/** A gateway, a stranger and a real browser; the command that plays it says which one (CHROMIUM). */
export const openStage = async (named: 'localhost' | '127.0.0.1' = '127.0.0.1'): Promise<Stage> => {
  const { CHROMIUM: executablePath } = process.env;
  if (executablePath === undefined)
    throw new Error('npm run browsers and npm test play these tests: they find a browser first');
  const port = await openPort();
  const loopback = `http://127.0.0.1:${port.port}`;
  const gateway = await startGatewayRoom({ PUBLIC_URL: `http://${named}:${port.port}` });
  port.leadTo(gateway.room.url);
  const stranger = await openStranger();
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--host-resolver-rules=MAP evil.example 127.0.0.1'],
  });
  return {
    gateway,
    people: demoPeople(gateway.room.clock),
    stranger,
    localhost: `http://localhost:${port.port}`,
    loopback,
    open: async (options) => {
      const context = await browser.newContext({ locale: 'vi-VN', ...options });
      context.setDefaultTimeout(20_000);
      return context;
    },
    close: async () => {
      await browser.close();
      await stranger.close();
      await port.close();
      await gateway.stop();
    },
  };
};

/** Types in who it is, at the page of the sign-in. */
export const typeIn = async (page: Page, { username, password, code = '' }: Person): Promise<void> => {
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByLabel('Mã một lần').fill(code);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
};
