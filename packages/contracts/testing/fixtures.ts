import { z } from 'zod';
import { jsonFiles } from './repository';

const Examples = z.array(z.record(z.string(), z.unknown())).min(1);

/** Examples of events, as services wrote them. */
export type Fixture = {
  readonly file: string;
  /** `PayoutPaid.v1` */
  readonly event: string;
  readonly examples: z.infer<typeof Examples>;
};

/**
 * `PayoutPaid.v1.golden.json`, and beside it what was added to the version after its release, under a name that says what:
 * `PayoutPaid.v1.with-note.golden.json`.
 */
const FILE = /^(?<event>[A-Za-z]+\.v\d+)(?:\.[a-z][a-z0-9-]*)?\.golden\.json$/;

/** The event that a file of fixtures belongs to; undefined when its name says none. */
export const eventOfFixture = (file: string): string | undefined => FILE.exec(file)?.groups?.event;

export const goldenFixtures = (): readonly Fixture[] =>
  Object.entries(jsonFiles('packages/contracts/fixtures', /\.json$/)).map(([file, examples]) => {
    const event = eventOfFixture(file);
    if (event === undefined)
      throw new Error(
        `${file} names no event: call it <Event>.v<version>.golden.json or <Event>.v<version>.<what>.golden.json`,
      );
    return { file, event, examples: Examples.parse(examples) };
  });
