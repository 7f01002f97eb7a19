import { ImportResult } from '@ansinh/contracts/enrollment/api';
import { streamRoute } from '../kit';
import { IMPORT_TYPES, importParticipants } from './import.commands';
import { IMPORTING } from './import.examples';

/** The whole register (2.64 million persons) in one file: about 500 bytes a row. */
const IMPORT_LIMIT_BYTES = 2_000_000_000;

export const importRoutes = [
  streamRoute({
    method: 'post',
    path: '/v1/imports/participants',
    summary: 'Import the present register',
    description:
      'One row a line, uncompressed, in UTF-8: NDJSON of ImportRow, or CSV whose first line names the fields of ImportRow, those of the card as card.cardNumber and so on; comma or semicolon, empty for what is not known, no line break inside a field. Each bad row is explained by its line, the others are imported. Sending the file again changes nothing.',
    tag: 'Participants',
    permission: 'participant:import',
    contentTypes: IMPORT_TYPES,
    limitBytes: IMPORT_LIMIT_BYTES,
    reply: ImportResult,
    problems: ['request.invalid'],
    example: IMPORTING,
    handle: (context, input) => importParticipants(context, input),
  }),
];
