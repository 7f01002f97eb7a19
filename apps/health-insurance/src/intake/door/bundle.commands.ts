import { PROBLEMS, Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { BundledFile, BundleSubmission } from '@ansinh/contracts/health-insurance/api';
import type { FileLimit, StreamContext } from '@ansinh/http';
import { type Archive, ArchiveError, openArchive } from '../../files/archive';
import type { Tx } from '../../kit';
import { CLAIM_FILE_LIMIT_BYTES, submitClaimFile } from './claim-file.commands';

/** Of all files of a bundle, unpacked. */
const BUNDLE_LIMIT_BYTES = 50_000_000;
const FILES_MAX = 500;
export const BUNDLE_LIMITS: readonly FileLimit[] = [
  { max: FILES_MAX, en: 'files', vi: 'tệp' },
  { max: CLAIM_FILE_LIMIT_BYTES, en: 'bytes of one file unpacked', vi: 'byte một tệp sau khi giải nén' },
  { max: BUNDLE_LIMIT_BYTES, en: 'bytes of all files unpacked', vi: 'byte tất cả tệp sau khi giải nén' },
];
/** What a bundle tells of its files that were refused: a hundred findings for each would be a book. */
const FINDINGS_TOLD = 1_000;

const orUnreadable = async <Result>(read: Promise<Result>): Promise<Result> => {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ArchiveError) throw reject('bundle.unreadable', { reason: error.reason });
    throw error;
  }
};

/** Its claim files; what is none makes the whole bundle unreadable, so that nothing is left out in silence. */
const filesOf = ({ paths }: Archive): readonly string[] => {
  const other = paths.find((path) => !/\.xml$/i.test(path));
  if (other !== undefined) throw reject('bundle.unreadable', { reason: `${other.slice(-200)} is no .xml file` });
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw reject('bundle.unreadable', { reason: `it holds ${twice.slice(-200)} twice` });
  if (paths.length === 0) throw reject('bundle.unreadable', { reason: 'it holds no file' });
  return paths;
};

/** Unpacks every file once to see that all are sound and within the limits, before the first one is stored. */
const requireSound = async (archive: Archive, paths: readonly string[]): Promise<void> => {
  let bytes = 0;
  for (const path of paths) {
    bytes += (await orUnreadable(archive.read(path, CLAIM_FILE_LIMIT_BYTES)))?.length ?? 0;
    if (bytes > BUNDLE_LIMIT_BYTES)
      throw reject('bundle.unreadable', { reason: `its files are larger than ${BUNDLE_LIMIT_BYTES} bytes together` });
  }
};

const submitOne = async (
  context: StreamContext<Tx>,
  path: string,
  content: Buffer,
  findingsLeft: number,
): Promise<BundledFile> => {
  try {
    return { path, submission: await submitClaimFile(context, content) };
  } catch (refusal) {
    if (!(refusal instanceof Rejection)) throw refusal;
    const { title, fix } = PROBLEMS[refusal.code];
    const told = refusal.params.errors?.slice(0, Math.max(0, findingsLeft));
    return { path, problem: { code: refusal.code, title, fix, ...(told === undefined ? {} : { errors: told }) } };
  }
};

/**
 * Takes the claim files of a bundle (ZIP) one after the other, each whole or not at all. A bundle that was cut off on its
 * way is sent again: what was taken is answered as it stands.
 * @throws Rejection bundle.unreadable, before anything is stored.
 */
export const submitBundle = async (context: StreamContext<Tx>, content: Buffer): Promise<BundleSubmission> => {
  const archive = await orUnreadable(openArchive(content, FILES_MAX));
  const paths = filesOf(archive);
  await requireSound(archive, paths);
  const files: BundledFile[] = [];
  let findingsLeft = FINDINGS_TOLD;
  for (const path of paths) {
    const file = await orUnreadable(archive.read(path, CLAIM_FILE_LIMIT_BYTES));
    if (file === undefined) continue;
    const taken = await submitOne(context, path, file, findingsLeft);
    findingsLeft -= taken.problem?.errors?.length ?? 0;
    files.push(taken);
  }
  const taken = files.filter(({ submission }) => submission !== undefined).length;
  return { taken, refused: files.length - taken, files };
};
