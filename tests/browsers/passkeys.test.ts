import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { openStage, type Stage, typeIn } from './stage';

jest.setTimeout(120_000);

type Device = { readonly cdp: CDPSession; readonly authenticatorId: string };

/** A device of the browser itself: what it says is signed by the rules of the browser, with the address that it sees. */
const plugIn = async (page: Page, { isOwnerKnown = true } = {}): Promise<Device> => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: isOwnerKnown,
      isUserVerified: isOwnerKnown,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
};

const credentialsOf = async ({ cdp, authenticatorId }: Device) =>
  (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;

describe('a passkey in a real browser', () => {
  let stage: Stage;
  beforeAll(async () => {
    // A passkey is of a name; a number of the network has none.
    stage = await openStage('localhost');
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  const open = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${stage.localhost}/session/sign-in?goOn=/account/passkeys`);
    return page;
  };
  const isIn = (page: Page) => page.waitForURL(`${stage.localhost}/account/passkeys`);

  /** Signs in by the code, and adds the device on the page of the account. */
  const addDevice = async (username: string, device?: { isOwnerKnown: boolean }) => {
    const context = await stage.open();
    const page = await open(context);
    const plugged = await plugIn(page, device);
    await typeIn(page, stage.people.next(username));
    await isIn(page);
    await page.getByLabel('Tên thiết bị').fill('Máy bàn');
    await page.getByLabel('Mật khẩu hiện tại').fill('demo-secret');
    await page.keyboard.press('Enter');
    await page.getByText('Đã thêm').waitFor();
    const leave = async (): Promise<void> => {
      await page.goto(`${stage.localhost}/oauth/sign-out`);
      await page.getByRole('button', { name: 'Đăng xuất' }).click();
      await page.getByText('Bạn đã đăng xuất').waitFor();
      await page.goto(`${stage.localhost}/session/sign-in?goOn=/account/passkeys`);
    };
    return { context, page, device: plugged, leave };
  };
  const factorsOf = async (page: Page): Promise<unknown> =>
    page.evaluate(async () => ((await (await fetch('/session')).json()) as { factors: number }).factors);

  it('is added on a page of the account, and signs in alone, with the keyboard', async () => {
    const { context, page, leave } = await addDevice('officer');
    await leave();
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).focus();
    await page.keyboard.press('Enter');
    await isIn(page);
    expect(await factorsOf(page)).toBe(2);
    await context.close();
  });

  it('is the second factor of who has typed a password and no code', async () => {
    const { context, page, leave } = await addDevice('approver');
    await leave();
    const { username, password } = stage.people.next('approver');
    await typeIn(page, { username, password });
    await isIn(page);
    expect(await factorsOf(page)).toBe(2);
    await context.close();
  });

  it('is worth nothing without the right password beside it, and the refusal is told to who hears it', async () => {
    const { context, page, leave } = await addDevice('manager');
    await leave();
    await typeIn(page, { username: 'manager', password: 'not the password' });
    const told = page.getByRole('alert');
    await told.filter({ hasText: /./ }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('problem');
    expect(page.url()).toContain('/sign-in/');
    await context.close();
  });

  it('signs nobody in alone from a device that does not know its owner', async () => {
    const { context, page, leave } = await addDevice('operator', { isOwnerKnown: false });
    await leave();
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
    await page.getByRole('alert').filter({ hasText: 'Thiết bị chưa trả lời' }).waitFor();
    expect(page.url()).toContain('/sign-in/');
    await context.close();
  });

  it('of a device that was copied is refused once the other one has gone on', async () => {
    const { context, page, device, leave } = await addDevice('bank-staff');
    const [copied] = await credentialsOf(device);
    if (copied === undefined) throw new Error('the device has kept nothing');
    await leave();
    for (const _time of [1, 2]) {
      await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
      await isIn(page);
      await leave();
    }
    const { cdp, authenticatorId } = device;
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: copied.credentialId });
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: copied });
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
    await page.getByRole('alert').filter({ hasText: /./ }).waitFor();
    expect(page.url()).toContain('/sign-in/');
    await context.close();
  });

  it('is given by no browser to the page of somebody else, nor is its answer taken from another address', async () => {
    const { context, page, device, leave } = await addDevice('counter-clerk');
    await leave();
    const { stranger, localhost } = stage;
    stranger.show('/look-alike', '<p>An Sinh</p>');
    await page.goto(`${stranger.origin}/look-alike`);
    const given = await page.evaluate(async () => {
      // Not even there: an address without TLS has no passkeys at all.
      if (navigator.credentials === undefined) return 'none';
      try {
        await navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32), rpId: 'localhost' } });
        return 'given';
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(['none', 'SecurityError', 'NotAllowedError']).toContain(given);
    // By the other name of this machine the browser gives nothing either, and the page says so.
    await page.goto(`${localhost.replace('localhost', '127.0.0.1')}/session/sign-in?goOn=/account/passkeys`);
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
    await page.getByRole('alert').filter({ hasText: 'Thiết bị chưa trả lời' }).waitFor();
    expect(await credentialsOf(device)).toHaveLength(1);
    await context.close();
  });
});
