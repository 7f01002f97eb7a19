// Where a real browser is, for the commands that play tests in one.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Its path: what CHROMIUM names, or else the first Chromium or Chrome of this machine. */
export function findBrowser() {
  const { CHROMIUM, PATH = '' } = process.env;
  if (CHROMIUM !== undefined) return existsSync(CHROMIUM) ? CHROMIUM : undefined;
  return PATH.split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .concat(MAC)
    .find((path) => existsSync(path));
}

export const HOW_TO_GET_ONE = 'install one (Debian: apt-get install chromium), or say where by CHROMIUM';
