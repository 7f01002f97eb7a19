import fc from 'fast-check';
import {
  BankAccountNumber,
  CardNumber,
  cardParts,
  comparableName,
  FacilityCode,
  Id,
  PersonalId,
  PersonName,
  PostOfficeCode,
  parseIdempotencyKey,
  personalIdConflict,
  type Sex,
  SiNumber,
  UnitCode,
} from './identifiers';

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));

describe('identifiers', () => {
  it('an id in capitals is the same id', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.infiniteStream(fc.boolean()), (id, capitals) => {
        const other = [...id].map((letter) => (capitals.next().value ? letter.toUpperCase() : letter)).join('');
        expect(Id.parse(other)).toBe(id);
      }),
    );
  });

  it.each([
    [SiNumber, '6600000001', ['660000000', '66000000011', '66OOOOOOO1']],
    [PersonalId, '066065000001', ['66065000001', '0660650000011', '06606500000A', '066065000001\n']],
    [CardNumber, 'DN4660000000001', ['dn4660000000001', 'DN0660000000001', 'DN6660000000001', 'DN466000000000']],
    [FacilityCode, '66001', ['6600', '660011', '6600A']],
    [UnitCode, '6000000001DNA03', ['600000001DNA03', '6000000001dnA03', '6000000001DNA0']],
    [UnitCode, '1234567HCA01', ['123456HCA01']],
    [BankAccountNumber, '0011001932418', ['001', '0011-0019', '01234567890123456789']],
    [PostOfficeCode, '630000', ['630', '63 000']],
  ])('%#: one form is accepted, others are not', (schema, good, bad) => {
    expect(schema.safeParse(good).success).toBe(true);
    for (const text of bad) expect(schema.safeParse(text).success).toBe(false);
  });

  it('are text: leading zeros stay', () => {
    expect(PersonalId.parse('066065000001')).toBe('066065000001');
    expect(PersonalId.safeParse(66_065_000_001).success).toBe(false);
  });
});

describe('the parts of a card number', () => {
  it('put together are the card number', () => {
    const card = fc.tuple(fc.stringMatching(/^[A-Z]{2}$/), fc.integer({ min: 1, max: 5 }), digits(2), digits(10));
    fc.assert(
      fc.property(card, ([group, level, provinceCode, siNumber]) => {
        const cardNumber = CardNumber.parse(`${group}${level}${provinceCode}${siNumber}`);
        expect(cardParts(cardNumber)).toEqual({ group, level, provinceCode, siNumber });
      }),
    );
  });
});

describe('a personal id', () => {
  const person = fc.record({
    year: fc.integer({ min: 1900, max: 2099 }),
    sex: fc.constantFrom<Sex>('male', 'female'),
    province: digits(3),
    rest: digits(6),
  });
  const idOf = (year: number, sex: Sex, province: string, rest: string) =>
    `${province}${(year < 2000 ? 0 : 2) + (sex === 'male' ? 0 : 1)}${String(year % 100).padStart(2, '0')}${rest}`;

  it('fits the sex and the year of birth that it was made of, and no other', () => {
    fc.assert(
      fc.property(person, fc.integer({ min: 1900, max: 2099 }), ({ year, sex, province, rest }, otherYear) => {
        const id = idOf(year, sex, province, rest);
        const birthDate = `${year}-06-15`;
        const otherSex = sex === 'male' ? 'female' : 'male';
        expect(personalIdConflict(id, sex, birthDate)).toBeUndefined();
        expect(personalIdConflict(id, 'undetermined', birthDate)).toBeUndefined();
        expect(personalIdConflict(id, otherSex, birthDate)).toBe('sex');
        fc.pre(otherYear !== year);
        expect(personalIdConflict(id, sex, `${otherYear}-06-15`)).toBe('birth-year');
      }),
    );
  });

  it.each<[string, Sex, string, 'sex' | 'birth-year' | undefined]>([
    ['066065000001', 'male', '1965-03-07', undefined],
    ['066165000001', 'female', '1965-03-07', undefined],
    ['066204000001', 'male', '2004-03-07', undefined],
    ['066304000001', 'female', '2004-03-07', undefined],
    ['066004000001', 'male', '2004-03-07', 'birth-year'],
    ['066065000001', 'female', '1965-03-07', 'sex'],
    ['066065000001', 'female', '1966-03-07', 'sex'],
  ])('%s of a %s born on %s: %s', (id, sex, birthDate, conflict) => {
    expect(personalIdConflict(id, sex, birthDate)).toBe(conflict);
  });
});

describe('names are compared', () => {
  it.each([
    ['Nguyễn Văn Mẫu', 'NGUYEN VAN MAU'],
    ['Đỗ  Thị\tĐào ', 'DO THI DAO'],
    ["H'Mẫu Êban Niê", "H'MAU EBAN NIE"],
    ['Lê Thị Tường Vy', 'LE THI TUONG VY'],
    ['ưỡng ợ ẫ ỹ', 'UONG O A Y'],
  ])('%s as %s', (name, comparable) => {
    expect(comparableName(name)).toBe(comparable);
  });

  it('whichever way the accents are composed, and as often as one likes', () => {
    const name = fc.string({ unit: fc.constantFrom(...'nguyễn văn mẫu ĐỖ THỊ ĐÀO ưỡờộ'), maxLength: 40 });
    fc.assert(
      fc.property(name, (text) => {
        const comparable = comparableName(text);
        expect(comparableName(text.normalize('NFD'))).toBe(comparable);
        expect(comparableName(text.toUpperCase())).toBe(comparable);
        expect(comparableName(`  ${text.replaceAll(' ', '  ')} `)).toBe(comparable);
        expect(comparableName(comparable)).toBe(comparable);
        expect(comparable).toMatch(/^([A-Z']+( [A-Z']+)*)?$/);
      }),
    );
  });

  it('but different names stay different', () => {
    expect(comparableName('Nguyễn Văn An')).not.toBe(comparableName('Nguyễn Văn Anh'));
  });

  it('a name is trimmed and never empty', () => {
    expect(PersonName.parse('  Nguyễn Văn Mẫu ')).toBe('Nguyễn Văn Mẫu');
    expect(PersonName.safeParse('   ').success).toBe(false);
    expect(PersonName.safeParse('a'.repeat(256)).success).toBe(false);
  });
});

describe('an idempotency key', () => {
  const printable = fc.stringMatching(/^[\x20-\x7e]{1,255}$/).filter((key) => key.trim() !== '');
  const quoted = (key: string) => `"${key.replace(/["\\]/g, '\\$&')}"`;

  it('means the same bare and in double quotes', () => {
    fc.assert(
      fc.property(printable, (key) => {
        expect(parseIdempotencyKey(quoted(key))).toBe(key);
        // A bare key that looks like a quoted one is read as that one.
        fc.pre(!key.startsWith('"'));
        expect(parseIdempotencyKey(key)).toBe(key);
      }),
    );
  });

  it('is refused when it is empty, too long or not printable ASCII', () => {
    for (const header of ['', '   ', '""', '"  "', 'a'.repeat(256), quoted('a'.repeat(256)), 'khóa', 'a\tb', 'a\nb'])
      expect(parseIdempotencyKey(header)).toBeUndefined();
    expect(parseIdempotencyKey('a'.repeat(255))).toBe('a'.repeat(255));
  });

  it('never fails on what a client may send', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (header) => {
        const key = parseIdempotencyKey(header);
        expect(key === undefined || /^[\x20-\x7e]{1,255}$/.test(key)).toBe(true);
      }),
    );
  });
});
