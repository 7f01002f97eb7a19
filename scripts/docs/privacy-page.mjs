// docs/privacy.md: where account numbers and what is said of an illness rest and travel, and which of them are sealed.
import { EVENTS, eventSchemaOf } from './contracts.mjs';
import { table } from './events-page.mjs';

const code = (text) => `\`${text}\``;
const SEALED = '#/$defs/SealedText';

/** Dotted paths of fields whose type is a sealed text, also inside of a named type. */
function sealedIn(schema, definitions, path = '') {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const here = `${path}${name}`;
    if (field.$ref === SEALED) return [here];
    const named = field.$ref === undefined ? field : (definitions[field.$ref.slice('#/$defs/'.length)] ?? {});
    return sealedIn(named, definitions, `${here}.`);
  });
}

export const sealedFieldsOf = (event) => {
  const schema = eventSchemaOf(event);
  return sealedIn(schema, schema.$defs ?? {});
};

/** What rests or travels in other ways; a place that is not here and not sealed holds neither. */
const OTHERS = [
  [
    'every service',
    code('platform.idempotency_keys.body'),
    'answers to requests, whole',
    'sealed for their request, gone after 90 days',
  ],
  ['every service', code('platform.outbox.data'), 'events on their way', 'as in the event'],
  [
    'every service',
    code('platform.dead_letters.data'),
    'events that could not be applied',
    'as in the event; masked for operators',
  ],
  [
    'every service',
    code('platform.audit'),
    'acts: digests of what rests, reasons of officers',
    'digests over sealed values; reasons in the clear',
  ],
  ['every service', 'jobs', 'identifiers of ours alone', 'nothing of both'],
  ['every service', 'logs and traces', 'no body, no long run of digits', 'nothing of both'],
  ['payment', code('payouts.account_name'), 'holder of an account', 'in the clear: compared with the register'],
  ['payment', code('benefits.claim'), 'dates and amounts of a claim for a benefit', 'in the clear: computed with'],
  [
    'payment',
    'pain.001',
    'the account that a bank is to pay to',
    'opened as it is written, over TLS, for the bank of the batch',
  ],
  [
    'health-insurance',
    code('claims.main_disease'),
    'code of a disease',
    'in the clear: the watch and the appraisal compute with it',
  ],
  [
    'health-insurance',
    code('claim_rows.fields'),
    'codes of diseases and results',
    'in the clear; the words beside them are sealed',
  ],
  [
    'payment',
    code('benefits.decision_reason'),
    'why an officer granted or refused a benefit',
    'in the clear: about rights, not about an illness',
  ],
  [
    'health-insurance',
    code('watch_cases.result_reason'),
    'why an officer closed a case of the watch',
    'in the clear: about conspicuous numbers',
  ],
  [
    'health-insurance',
    code('claim_findings.message'),
    'why a claim was sent back',
    'in the clear: told to the hospital',
  ],
  [
    'health-insurance',
    code('check_ins.rows'),
    'the reason for coming of XML0',
    'in the clear: compared in one statement',
  ],
  [
    'collection',
    code('bank_credits.credited_account'),
    'an account of the agency itself',
    'in the clear: it is published',
  ],
  ['notification', code('messages.text_vi'), 'wordings without diagnosis and number', 'in the clear'],
];

export function privacyPage(services) {
  const columns = services.flatMap(({ name, definition }) =>
    (definition.sealed ?? []).map((column) => [name, code(column.name)]),
  );
  const fields = EVENTS.flatMap((event) => sealedFieldsOf(event).map((path) => [event.name, code(path), event.topic]));
  const parts = [
    '# Account numbers and words about an illness',
    'Generated from `sealed` of the services and the contracts by `npm run generate`; what stands elsewhere is written in `scripts/docs/privacy-page.mjs`.',
    'A sealed value is encrypted by itself, for one owner, with a key that stands in no database ([ADR 29](adr/0029-sealed-fields.md)). How keys are rotated and destroyed: [operators.md](operators.md#13-keys-of-sealed-values). Which events name or number a person: [events.md](events.md#personal-fields).',
    '## Sealed where they rest',
    'Beside these each service seals the answers that it keeps.',
    table(['Service', 'Column'], columns),
    '## Sealed where they travel',
    table(['Event', 'Field', 'Topic'], fields),
    '## Everywhere else',
    table(['Where', 'Place', 'Holds', 'How'], OTHERS),
  ];
  return `${parts.join('\n\n')}\n`;
}
