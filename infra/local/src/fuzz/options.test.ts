import { PrerequisiteError } from '../servers/prerequisites';
import { readFuzzOptions } from './options';

const SEED = 77;

describe('The options of npm run fuzz', () => {
  it('are every role, a seed of the run, and bounds', () => {
    expect(readFuzzOptions([], SEED)).toEqual({
      seed: SEED,
      examples: 4,
      seconds: 240,
      roles: ['hospital', 'bank', 'post-office', 'employer', 'officer', 'approver', 'operator'],
      isUsual: true,
    });
  });

  it('can be given', () => {
    const args = ['--seed', '5', '--examples', '20', '--seconds', '60', '--roles', 'bank,officer'];
    expect(readFuzzOptions(args, SEED)).toEqual({
      seed: 5,
      examples: 20,
      seconds: 60,
      roles: ['bank', 'officer'],
      isUsual: false,
    });
  });

  it.each([
    [['--seed', '0'], 'a whole number from 1 to 999999999'],
    [['--seed', '0x10'], 'a whole number from 1 to 999999999'],
    [['--examples', '1001'], 'a whole number from 1 to 1000'],
    [['--seconds', '9'], 'a whole number from 10 to 1500'],
    [['--roles', 'citizen'], '--roles names "citizen", but roles are hospital'],
    [['--roles', 'toString'], '--roles names "toString"'],
    [['--speed'], "Unknown option '--speed'"],
  ])('are refused with the usage: %j', (args, sentence) => {
    const reading = () => readFuzzOptions(args, SEED);
    expect(reading).toThrow(PrerequisiteError);
    expect(reading).toThrow(sentence);
    expect(reading).toThrow('Usage: npm run fuzz');
  });
});
