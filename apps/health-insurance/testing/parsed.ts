import { parseClaim } from '../src/claim/claim-reading';
import type { ParsedClaim } from '../src/claim/parsed-claim';
import { readClaimFile } from '../src/intake/form/claim-file';
import { claimFileXml, type EncounterInput, encounterTables, type Tables } from './claims';

/** The claim as the appraisal sees it; throws with the faults when the tables have any of form. */
export const parseTables = (tables: Tables): ParsedClaim => {
  const file = readClaimFile(Buffer.from(claimFileXml([tables])));
  const [encounter] = file.encounters;
  if (file.findings.length > 0 || encounter === undefined) throw new Error(JSON.stringify(file.findings));
  return parseClaim(encounter);
};

export const parsedClaim = (input: EncounterInput = {}): ParsedClaim => parseTables(encounterTables(input));
