import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Each case has a process of its own: what is under test changes the whole process. */
const inProcess = async (act: string): Promise<{ isOurEncoder: boolean; isQuiet: boolean }> => {
  const script = `
    const encoder = require.resolve('kafkajs/src/protocol/recordBatch/record/v0');
    const original = require(encoder);
    const { prototype } = require('kafkajs/src/network/requestQueue');
    const schedule = prototype.scheduleCheckPendingRequests;
    const times = () => prototype.scheduleCheckPendingRequests === schedule ? 0 : 1;
    const messaging = require('./dist/index.js');
    const { createKafka, installKafkaPatches } = require('./dist/testing.js');
    const client = { brokers: ['127.0.0.1:1'], clientId: 'test', logger: { warn: () => undefined } };
    ${act}
    console.log(JSON.stringify({ isOurEncoder: require(encoder) !== original, isQuiet: times() === 1 }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: join(__dirname, '../..') });
  return JSON.parse(stdout);
};

describe('the changes inside kafkajs', () => {
  it.each([
    ['are not made by importing messaging', '', false, false],
    ['are made by whoever makes a client', 'createKafka(client)', true, true],
    [
      'leave the encoder of the library in its place when that is measured',
      'installKafkaPatches({ recordEncoder: false }); createKafka(client)',
      false,
      true,
    ],
  ])('%s', async (_name, act, isOurEncoder, isQuiet) => {
    expect(await inProcess(act)).toEqual({ isOurEncoder, isQuiet });
  });

  it('are made once, however many clients there are', async () => {
    const once = 'const first = (createKafka(client), prototype.scheduleCheckPendingRequests); createKafka(client);';
    const act = `${once} if (first !== prototype.scheduleCheckPendingRequests) throw new Error('changed twice');`;
    expect(await inProcess(act)).toEqual({ isOurEncoder: true, isQuiet: true });
  });
});
