import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync } from 'node:fs';

const TAIL_BYTES = 8_192;

/** Each start has a fresh log; the one before it stays beside it, because it tells why the last run ended. */
export const openLog = (logDirectory: string, logFile: string): number => {
  mkdirSync(logDirectory, { recursive: true });
  const previous = logFile.replace(/\.log$/, '.previous.log');
  rmSync(previous, { force: true });
  try {
    renameSync(logFile, previous);
  } catch {
    // The first start has no log before it.
  }
  return openSync(logFile, 'a');
};

/** The last lines of a log that may be large. */
export const tailOf = (logFile: string, lines = 15): string => {
  try {
    const file = openSync(logFile, 'r');
    try {
      const { size } = fstatSync(file);
      const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(file, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
    } finally {
      closeSync(file);
    }
  } catch {
    return '(no log)';
  }
};
