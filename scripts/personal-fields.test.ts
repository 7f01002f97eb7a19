import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, runWith } from './testing/scripts';

const urlOf = (module: string): string => JSON.stringify(pathToFileURL(join(ROOT, module)).href);

/** What is wrong with an event, changed by `change`, of which `readers` says by field who reads it. */
const faultsOf = (name: string, readers: string, change = '{}'): readonly string[] => {
  const { code, output, errors } = runWith(
    'scripts/docs/personal-fields.mjs',
    `const { EVENTS } = await import(${urlOf('scripts/docs/contracts.mjs')});
     const event = { ...EVENTS.find(({ name }) => name === '${name}'), ...${change} };
     console.log(JSON.stringify(module.personalFaults(event, { readersOf: (_event, field) => ${readers} })));`,
  );
  if (code !== 0) throw new Error(errors);
  return JSON.parse(output) as string[];
};
const SOMEBODY = `[{ service: 'payment', rooms: [] }]`;

describe('a field that tells of a person or an account', () => {
  it('is taken out of its event when no service reads it, also one inside of another', () => {
    expect(faultsOf('ParticipantRegistered', `field === 'email' ? [] : ${SOMEBODY}`)).toEqual([
      'ParticipantRegistered.email tells of a person or an account, and no service reads it: take it out',
    ]);
    expect(faultsOf('CardIssued', `field === 'fullName' ? [] : ${SOMEBODY}`)).toEqual([
      'CardIssued.holder.fullName tells of a person or an account, and no service reads it: take it out',
    ]);
    expect(faultsOf('FacilityRegistered', '[]')).toEqual([
      'FacilityRegistered.account tells of a person or an account, and no service reads it: take it out',
    ]);
    expect(faultsOf('ParticipationStarted', '[]')).toEqual([]);
  });

  it('is found however it is called and wherever it stands: a text that nobody declared is a fault', () => {
    const text = 'z.string()';
    const added = `{ contactPhone: ${text}, mother: z.object({ name: ${text} }), others: z.record(z.string(), ${text}),
      pair: z.tuple([z.int(), ${text}]), either: z.union([z.int(), z.object({ nationalId: ${text} })]),
      texts: z.array(${text}), whatever: z.unknown(), born: event.data.shape.paidAt.nullable(), times: z.int(),
      sure: z.boolean(), sort: z.enum(['one', 'other']) }`;
    const { code, output, errors } = runWith(
      'scripts/docs/personal-fields.mjs',
      `const { EVENTS } = await import(${urlOf('scripts/docs/contracts.mjs')});
       const { z } = await import('zod');
       const event = EVENTS.find(({ name }) => name === 'PayoutPaid');
       const changed = { ...event, data: event.data.extend(${added}) };
       console.log(JSON.stringify(module.personalFaults(changed, { readersOf: () => [] })
         .map((fault) => fault.replace(/ .*/, ''))));`,
    );
    expect([code, errors]).toEqual([0, '']);
    expect(JSON.parse(output)).toEqual(
      [
        'contactPhone',
        'mother.name',
        'others.*',
        'others.key',
        'pair[1]',
        'either.nationalId',
        'texts[]',
        'whatever',
      ].map((path) => `PayoutPaid.${path}`),
    );
  });

  it('is declared once: what stands in the list of plain ones is there', () => {
    const { output } = runWith(
      'scripts/docs/personal-fields.mjs',
      `const { EVENTS } = await import(${urlOf('scripts/docs/contracts.mjs')});
       console.log(JSON.stringify([module.plainFaults(EVENTS),
         module.plainFaults(EVENTS.filter(({ name }) => name !== 'MessagePosted'))]));`,
    );
    const gone = (path: string) =>
      `MessagePosted.${path} stands in scripts/docs/plain-fields.json, and no event has it`;
    expect(JSON.parse(output)).toEqual([[], [gone('recipient.id'), gone('template')]]);
  });

  it('makes its event a personal one', () => {
    expect(faultsOf('CardIssued', SOMEBODY, '{ personal: false }')).toEqual([
      'CardIssued identifies a person: declare it personal, so that its topic is kept for a short time',
    ]);
    expect(faultsOf('FacilityRegistered', SOMEBODY)).toEqual([]);
  });

  it('of an event as it is has a reader, found in the sources of the services', () => {
    const { code, output, errors } = runWith(
      'scripts/docs/personal-fields.mjs',
      `const { EVENTS, SERVICES } = await import(${urlOf('scripts/docs/contracts.mjs')});
       const { readSources } = await import(${urlOf('scripts/docs/sources.mjs')});
       const sources = readSources(SERVICES);
       const fields = EVENTS.flatMap((event) => module.personalFieldsOf(event).map(({ path, name }) =>
         [event.name + '.' + path, sources.readersOf(event, name).map(({ service }) => service).join()]));
       console.log(JSON.stringify(Object.fromEntries(fields)));`,
    );
    expect([code, errors]).toEqual([0, '']);
    expect(JSON.parse(output)).toEqual({
      'ParticipantRegistered.personalId': 'payment',
      'ParticipantRegistered.fullName': 'payment,notification',
      'ParticipantRegistered.birthDate': 'payment',
      'ParticipantRegistered.sex': 'payment',
      'ParticipantRegistered.email': 'notification',
      'CardIssued.cardNumber': 'health-insurance',
      'CardIssued.holder.fullName': 'health-insurance',
      'CardIssued.holder.birthDate': 'health-insurance',
      'CardIssued.holder.sex': 'health-insurance',
      'CardIssued.holder.personalId': 'health-insurance',
      'FacilityRegistered.account': 'payment',
    });
  });
});
