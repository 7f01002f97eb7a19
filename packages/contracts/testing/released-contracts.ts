import { type Refusal, refusalsBetween } from './compatibility';
import { JsonSchema } from './json-schema';

/** Published schemas by file name, `PayoutPaid.v1.json`. */
export type Schemas = Readonly<Record<string, unknown>>;

type Side = 'released consumer' | 'new consumer';

const ADVICE: Record<Side, Record<Refusal['kind'], string>> = {
  'released consumer': {
    missing: 'Keep sending the field in every event',
    type: 'Keep the type and add a field beside it',
    value: 'Keep to the values that released consumers know',
    form: 'Keep the form that released consumers check',
    range: 'Keep within the range that released consumers check',
    'unknown-field': 'Keep the field out',
  },
  'new consumer': {
    missing: 'Give the field a default or make it optional',
    type: 'Keep reading the type that was published',
    value: 'Keep accepting the values that were published',
    form: 'Keep accepting the form that was published',
    range: 'Keep accepting the range that was published',
    'unknown-field': 'Keep ignoring the field',
  },
};

const eventOf = (file: string): { name: string; version: number } => {
  const [name = '', version = ''] = file.split('.');
  return { name, version: Number(version.slice(1)) };
};

const sentence = (file: string, side: Side, refusal: Refusal): string => {
  const { name, version } = eventOf(file);
  const where = `${name} v${version}, ${refusal.field === '' ? 'the data' : `field "${refusal.field}"`}`;
  const what =
    side === 'released consumer'
      ? `a consumer of the released version reads ${refusal.reads}, but new events bring ${refusal.gets}`
      : `a new consumer reads ${refusal.reads}, but events already published bring ${refusal.gets}`;
  const otherwise = `or declare version ${version + 1} of the event with its own fixture and leave v${version} as it is`;
  return `${where}: ${what}. ${ADVICE[side][refusal.kind]}, ${otherwise}.`;
};

/** The problems of one event in both directions; each sentence names the field and what to do. */
const changesOf = (file: string, released: unknown, current: unknown): string[] => {
  const [before, after] = [JsonSchema.parse(released)['x-event'], JsonSchema.parse(current)['x-event']];
  const moved =
    before?.topic === after?.topic && before?.type === after?.type
      ? []
      : [
          `${file}: released consumers wait on ${before?.topic} for ${before?.type}, but it is now ${after?.type} on ${after?.topic}. Declare a new event instead.`,
        ];
  return [
    ...moved,
    ...refusalsBetween(released, current).map((refusal) => sentence(file, 'released consumer', refusal)),
    ...refusalsBetween(current, released).map((refusal) => sentence(file, 'new consumer', refusal)),
  ];
};

/** What the current contracts break of the released ones. A new event or version breaks nothing. */
export const brokenPromises = (released: Schemas, current: Schemas): string[] =>
  Object.entries(released).flatMap(([file, schema]) => {
    const now = current[file];
    if (now !== undefined) return changesOf(file, schema, now);
    const { name, version } = eventOf(file);
    return [
      `${name} v${version} was released but is not declared any more. Keep its definition until no topic holds it; then delete its baseline and fixture too.`,
    ];
  });
