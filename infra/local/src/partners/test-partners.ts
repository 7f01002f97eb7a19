import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { signIn } from '../sample-month/partners/sign-in';
import { asAdministrators } from './administrators';
import { type RegisteredPartner, registerPartner } from './registration';
import { testPartners } from './test-partner.rules';

const OWNER_ALONE = 0o600;

type Kept = { readonly gatewayUrl: string; readonly partners: readonly RegisteredPartner[] };

/** What an earlier start has left; nothing where there is none, or it cannot be read. */
const readKept = async (file: string): Promise<readonly RegisteredPartner[]> => {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as Kept).partners;
  } catch {
    return [];
  }
};

const isGood = async (gatewayUrl: string, { clientId, clientSecret }: RegisteredPartner): Promise<boolean> =>
  signIn(gatewayUrl, { clientId, clientSecret }).then(
    () => true,
    () => false,
  );

const keep = async (file: string, kept: Kept): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const written = `${file}.new`;
  await writeFile(written, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: OWNER_ALONE });
  await rename(written, file);
};

export type TestPartnersOptions = {
  readonly gatewayUrl: string;
  readonly mailUrl: string;
  readonly count: number;
  /** Where their secrets are written; its owner alone may read it. */
  readonly file: string;
};

/** Test partners with clients that can sign in. Those of an earlier start are taken as they are while they can. */
export const makeTestPartners = async ({ gatewayUrl, mailUrl, count, file }: TestPartnersOptions): Promise<void> => {
  const known = new Map((await readKept(file)).map((partner) => [partner.clientId, partner]));
  const partners: RegisteredPartner[] = [];
  let administrators: Awaited<ReturnType<typeof asAdministrators>> | undefined;
  for (const wanted of testPartners(count)) {
    const kept = known.get(wanted.clientId);
    if (kept !== undefined && (await isGood(gatewayUrl, kept))) partners.push(kept);
    else {
      administrators ??= await asAdministrators(gatewayUrl);
      partners.push(await registerPartner({ gatewayUrl, mailUrl, administrators }, wanted));
    }
  }
  await keep(file, { gatewayUrl, partners });
};
