import { ImportResult } from '@ansinh/contracts/enrollment/imports.api';
import { route } from '../kit';
import { IMPORT_BYTES_MAX, IMPORT_LIMITS, IMPORT_TYPES, readImport } from './file/import-file';
import { importParticipants } from './import.commands';
import { IMPORTING } from './import.examples';
import { listImportRows } from './import.views';

export const importRoutes = [
  route({
    method: 'post',
    path: '/v1/imports/participants',
    summary: 'Import the present register',
    description:
      'By two persons: who asks is told what the rows would bring, and it is done when another one has approved that. One row a line, uncompressed, in UTF-8: NDJSON of ImportRow, or CSV whose first line names the fields of ImportRow, those of the card as card.cardNumber and so on; comma or semicolon, empty for what is not known, no line break inside a field. A larger register comes in several files. Each bad row is explained by its line, the others are imported. Sending the file again changes nothing.',
    tag: 'Participants',
    permission: 'participant:import',
    rawBody: { contentTypes: IMPORT_TYPES, limitBytes: IMPORT_BYTES_MAX, limits: IMPORT_LIMITS },
    readFile: readImport,
    reply: ImportResult,
    problems: ['participant.changed-meanwhile', 'request.invalid'],
    // A card decides what the health fund pays, and a person on record may be paid: nobody makes one alone.
    twoPersons: { decide: 'approval:decide', rows: (tx, { content }) => listImportRows(tx, content) },
    example: IMPORTING,
    handle: (tx, { content }) => importParticipants(tx, content),
  }),
];
