import express from 'express';
import { listen } from '../listening/listen';
import { problemHandler } from './problem';

/** What stands in the log after a request to a door that fails in this way. */
const loggedOf = async (fail: (response: express.Response) => never): Promise<unknown[]> => {
  const logged: unknown[] = [];
  const app = express();
  app.get('/file', (_request, response) => fail(response));
  app.use(problemHandler({ error: (...entry: unknown[]) => void logged.push(entry) }, () => undefined));
  const { url, close } = await listen(app, { port: 0, host: '127.0.0.1', graceMs: 0 });
  try {
    await fetch(`${url}/file`)
      .then((answer) => answer.text())
      .catch(() => 'cut');
  } finally {
    await close();
  }
  return logged;
};

const why = new Error('a sealed value (payout-account) does not open: its key 2026-1 is not in FIELD_KEYS');
const entry = { err: why, method: 'GET', route: '/file' };

describe('an answer that fails', () => {
  it('is in the log with its reason, before it was begun and after', async () => {
    const before = await loggedOf(() => {
      throw why;
    });
    expect(before).toEqual([[entry, 'request failed']]);
    const after = await loggedOf((response) => {
      response.write('<Document>');
      throw why;
    });
    expect(after).toEqual([[entry, 'answer broke off']]);
  });

  it('is not when who asked has gone away', async () => {
    const gone = Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
    const logged = await loggedOf((response) => {
      response.write('<Document>');
      throw gone;
    });
    expect(logged).toEqual([]);
  });
});
