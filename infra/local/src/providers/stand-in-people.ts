/** Published, and refused by a gateway in production. */
export const STAND_IN_SECRET = 'the-secret-of-the-stand-ins-is-published';
export const STAND_IN_CLIENT = 'an-sinh';

/** Somebody whom a stand-in lets in by one click. */
export type StandInPerson = {
  /** How the page calls the person; the subject of its tokens, too. */
  readonly key: string;
  readonly name: string;
  readonly claims: Readonly<Record<string, string | number>>;
  readonly acr?: string;
  readonly amr?: readonly string[];
};

/** What the agency's provider says of who has shown two factors. */
export const STAND_IN_TWO_FACTORS = 'urn:example:agency:two-factors';

const TWO = { acr: STAND_IN_TWO_FACTORS, amr: ['pwd', 'otp'] } as const;
const ONE = { amr: ['pwd'] } as const;

/** The demo persons of the agency, by their staff numbers; one of them has shown a password alone. */
export const AGENCY_PEOPLE: readonly StandInPerson[] = [
  { key: 'officer', name: 'Demo officer', claims: { staff_number: 'DEMO-OFFICER' }, ...TWO },
  { key: 'officer-2', name: 'Demo officer-2, password alone', claims: { staff_number: 'DEMO-OFFICER-2' }, ...ONE },
  { key: 'approver', name: 'Demo approver', claims: { staff_number: 'DEMO-APPROVER' }, ...TWO },
  { key: 'manager', name: 'Demo manager', claims: { staff_number: 'DEMO-MANAGER' }, ...TWO },
  { key: 'operator', name: 'Demo operator', claims: { staff_number: 'DEMO-OPERATOR' }, ...TWO },
  { key: 'newcomer', name: 'Demo newcomer, whom no account knows', claims: {}, ...TWO },
];

/** What the national provider says of who has an electronic identity of level 2. */
export const STAND_IN_LEVEL_2 = 'urn:example:vneid:level-2';

type Known = { readonly name: string; readonly personalId: string; readonly birthDate: string };

const citizen = (key: string, { name, personalId, birthDate }: Known, level: 1 | 2): StandInPerson => ({
  key,
  name,
  claims: { personal_id: personalId, birthdate: birthDate, assurance_level: level },
  ...(level === 2 ? { acr: STAND_IN_LEVEL_2 } : {}),
});

const DIEM = { name: 'Nguyễn Thị Diễm', personalId: '068171618033', birthDate: '1971-06-07' };
const THUAT = { name: 'Y Thuật Buôn Yă', personalId: '067091236066', birthDate: '1991-04-27' };
const CUONG = { name: 'Hoàng Văn Cường', personalId: '068095090165', birthDate: '1995-12-19' };
const OFFICER = { name: 'Demo officer', personalId: '066000000001', birthDate: '1990-01-01' };

/** Three whom the register of the sample month knows, and the demo officer at home. */
export const CITIZENS: readonly StandInPerson[] = [
  citizen('citizen', DIEM, 2),
  citizen('citizen-2', THUAT, 2),
  citizen('citizen-level-1', CUONG, 1),
  citizen('officer-at-home', OFFICER, 2),
];
