import { readOptions as readClaims } from './claims/options.ts';
import { readOptions as readCredits } from './credits/options.ts';
import { readOptions as readMessaging } from './messaging/options.ts';
import { readOptions as readRegister } from './register/options.ts';
import { readOptions as readTraces } from './traces/options.ts';

describe('the options of the load tests', () => {
  it('are the usual ones when none is given', () => {
    expect([readClaims([]), readCredits([]), readMessaging([]), readRegister([]), readTraces([])]).toEqual([
      { rate: 150, seconds: 60 },
      { seconds: 30, connections: [1, 16, 64] },
      { events: 200_000, isLibraryEncoder: false },
      { people: 100_000, format: 'ndjson' },
      { spans: 500_000 },
    ]);
  });

  it('are read as they are written', () => {
    expect(readCredits(['--seconds', '5', '--connections', '2,8'])).toEqual({ seconds: 5, connections: [2, 8] });
    expect(readMessaging(['20000', '--library-encoder'])).toEqual({ events: 20_000, isLibraryEncoder: true });
  });

  it.each([
    ['claims', readClaims, ['--rate', '0'], '--rate is 1 to 2000'],
    ['claims', readClaims, ['--seconds', 'long'], '--seconds 1 to 600'],
    ['credits', readCredits, ['--connections', '1,,64'], '--connections numbers from 1 to 256'],
    ['credits', readCredits, ['--seconds', '0'], '--seconds is 1 to 600'],
    ['messaging', readMessaging, ['19998'], 'EVENTS is an even number'],
    ['messaging', readMessaging, ['20000', '30000'], 'EVENTS is an even number'],
    ['register', readRegister, ['--format', 'xml'], '--format ndjson or csv'],
    ['traces', readTraces, ['9999'], 'SPANS is a number from 10000'],
    ['traces', readTraces, ['20000', '1'], 'SPANS is a number from 10000'],
  ])('of %s are refused with a sentence when they are out of bounds', (_name, read, args, sentence) => {
    expect(() => read(args)).toThrow(sentence);
  });
});
