import spec from './field-spec.json';

export const TABLE_NAMES = [
  'XML0',
  'XML1',
  'XML2',
  'XML3',
  'XML4',
  'XML5',
  'XML6',
  'XML7',
  'XML8',
  'XML9',
  'XML10',
  'XML11',
  'XML13',
  'XML14',
  'XML15',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export type FieldType = 'text' | 'number' | 'minute' | 'day' | 'birth' | 'exemption';

export type FieldSpec = {
  readonly name: string;
  readonly type: FieldType;
  /** Characters of a text, significant digits of a number; undefined without a limit. */
  readonly width: number | undefined;
  readonly decimals: number;
  readonly requirement: 'required' | 'conditional' | 'optional';
  /** Percentages are not above 100; other numbers are bounded by their width alone. */
  readonly isPercent: boolean;
};

export type TableSpec = {
  readonly name: TableName;
  /** The elements from the root down to a row. */
  readonly elements: readonly string[];
  readonly fields: ReadonlyMap<string, FieldSpec>;
  /** Names of QD 4750 that QD 3176 has changed, with the name of now: hospitals send both. */
  readonly former: ReadonlyMap<string, string>;
};

const TYPES: Readonly<Record<string, FieldType>> = {
  s: 'text',
  n: 'number',
  t: 'minute',
  d: 'day',
  b: 'birth',
  e: 'exemption',
};

const fieldSpec = (name: string, form: string): FieldSpec => {
  const match = /^([sntdbe])(\*|\d+)(?:\.(\d))? ([RC-])$/.exec(form);
  const type = TYPES[match?.[1] ?? ''];
  if (match === null || type === undefined) throw new Error(`field-spec.json: ${name} has no readable form "${form}"`);
  return {
    name,
    type,
    width: match[2] === '*' ? undefined : Number(match[2]),
    decimals: Number(match[3] ?? '0'),
    requirement: match[4] === 'R' ? 'required' : match[4] === 'C' ? 'conditional' : 'optional',
    isPercent: name.startsWith('TYLE_') || name === 'MUC_HUONG',
  };
};

type SentSpec = {
  readonly elements: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly former?: Readonly<Record<string, string>>;
};

/** Every table of the national format, by name: elements, fields, widths and requirements (field-spec.json). */
export const TABLE_SPECS: ReadonlyMap<string, TableSpec> = new Map(
  TABLE_NAMES.map((name) => {
    const { elements, fields, former = {} }: SentSpec = spec.tables[name];
    const parsed = Object.entries(fields).map(([field, form]) => [field, fieldSpec(field, form)] as const);
    return [name, { name, elements, fields: new Map(parsed), former: new Map(Object.entries(former)) }];
  }),
);

export const tableSpec = (name: TableName): TableSpec => {
  const found = TABLE_SPECS.get(name);
  if (found === undefined) throw new Error(`field-spec.json has no table ${name}`);
  return found;
};
