import { PrerequisiteError } from '../servers/prerequisites';
import { readLifeArguments } from './life-arguments';

describe('The arguments of npm run life', () => {
  it('are a thing, and a file for its picture', () => {
    expect(readLifeArguments(['claim-1'])).toEqual({ key: 'claim-1' });
    expect(readLifeArguments(['claim-1', '--picture', 'life.svg'])).toEqual({ key: 'claim-1', picture: 'life.svg' });
  });

  it.each([
    [[], 'Name one thing by its id'],
    [['claim-1', 'claim-2'], 'Name one thing by its id'],
    [['claim-1', '--picture', 'life.png'], 'a picture is written to a file .svg'],
    [['claim-1', '--picture'], 'argument missing'],
    [['claim-1', '--photo', 'life.svg'], "Unknown option '--photo'"],
  ])('are refused with the usage: %j', (args, sentence) => {
    const reading = () => readLifeArguments(args);
    expect(reading).toThrow(PrerequisiteError);
    expect(reading).toThrow(sentence);
    expect(reading).toThrow('Usage: npm run --silent life');
  });
});
