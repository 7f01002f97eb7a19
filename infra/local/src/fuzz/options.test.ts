import { PrerequisiteError } from '../servers/prerequisites';
import { readFuzzOptions } from './options';

const SEED = 77;

describe('The options of npm run fuzz', () => {
  it('are every role, a seed of the run, and bounds', () => {
    expect(readFuzzOptions([], SEED)).toEqual({
      seed: SEED,
      examples: 4,
      seconds: 1_500,
      cases: 10_000,
      roles: ['hospital', 'bank', 'post-office', 'employer', 'officer', 'approver', 'operator'],
    });
  });

  it('can be given', () => {
    const args = ['--seed', '5', '--examples', '20', '--seconds', '60', '--cases', '500', '--roles', 'bank,officer'];
    expect(readFuzzOptions(args, SEED)).toEqual({
      seed: 5,
      examples: 20,
      seconds: 60,
      cases: 500,
      roles: ['bank', 'officer'],
    });
  });

  it('ask some of the roles, each named once or twice, for their share of the cases', () => {
    expect(readFuzzOptions(['--roles', 'bank,officer,bank'], SEED)).toMatchObject({
      roles: ['bank', 'officer'],
      cases: 2_858,
    });
    expect(readFuzzOptions(['--examples', '1', '--seconds', '10'], SEED).cases).toBe(10_000);
  });

  it.each([
    [['--seed', '0'], 'a whole number from 1 to 999999999'],
    [['--seed', '0x10'], 'a whole number from 1 to 999999999'],
    [['--examples', '1001'], 'a whole number from 1 to 1000'],
    [['--seconds', '9'], 'a whole number from 10 to 1500'],
    [['--cases', '0'], 'a whole number from 1 to 10000000'],
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
