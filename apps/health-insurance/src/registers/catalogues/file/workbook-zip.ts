import { decodeUtf8 } from '@ansinh/xml';
import { ArchiveError, openArchive } from '../../../files/archive';
import { unreadable } from './unreadable';

/** A workbook of one list has a dozen parts. */
const PARTS_MAX = 1_000;

/** The text of a part of the workbook; undefined when there is no such part. */
export type Parts = (path: string, limitBytes: number) => Promise<string | undefined>;

const orUnreadable = async <Result>(read: Promise<Result>): Promise<Result> => {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ArchiveError) return unreadable(`the workbook cannot be read: ${error.reason}`);
    throw error;
  }
};

/** Opens the ZIP that a workbook is. Throws `catalogue.unreadable`. */
export const openWorkbook = async (content: Buffer): Promise<Parts> => {
  const archive = await orUnreadable(openArchive(content, PARTS_MAX));
  return async (path, limitBytes) => {
    const bytes = await orUnreadable(archive.read(path, limitBytes));
    if (bytes === undefined) return undefined;
    return decodeUtf8(bytes) ?? unreadable(`${path} is not UTF-8`);
  };
};
