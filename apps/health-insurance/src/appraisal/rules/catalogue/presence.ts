import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { listOf } from '../../../notation/national-list';
import type { Presence } from '../rule';

const EXAM_GROUP = '13';
/** Surgery and procedures: who performs them stands at the patient; laboratories and imaging are read anywhere. */
const HANDS_ON = new Set(['8', '18']);

/** Who was with the patient for a line: the doctor of an exam, the performers of what is done by hand. */
export const presencesOfLine = (line: ClaimLine): Presence[] => {
  if (line.table !== 'XML3') return [];
  const present = line.group === EXAM_GROUP ? line.doctors : HANDS_ON.has(line.group) ? line.performers : '';
  const hour = (line.performedAt === '' ? line.orderedAt : line.performedAt).slice(0, 10);
  return listOf(present).map((licence) => ({ licence, hour }));
};

/** Every practitioner and hour of a claim, once. */
export const presencesOf = (claim: ParsedClaim): Presence[] => {
  const found = new Map<string, Presence>();
  for (const line of claim.lines)
    for (const presence of presencesOfLine(line)) found.set(`${presence.licence}|${presence.hour}`, presence);
  return [...found.values()];
};
