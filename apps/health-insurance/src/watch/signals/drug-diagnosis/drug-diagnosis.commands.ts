import type { Search } from '../../evidence/search';
import { type FacilityShare, facilityHits } from '../../scoring/scoring.rules';
import type { Hit } from '../signal';
import { DRUG_WITHOUT_DIAGNOSIS, drugSubjectHits } from './drug-diagnosis.rules';
import { findDrugSubjects, findDrugsWithoutDiagnosis } from './drug-diagnosis.store';

export const collectDrugs = async (search: Search): Promise<Hit[]> => {
  const { run, parameters, facilityCodes, indicationsVersion: version, step } = search;
  if (version === 0) return [];
  const facilities: FacilityShare[] = [];
  for (const facilityCode of facilityCodes)
    facilities.push(await step((tx) => findDrugsWithoutDiagnosis(tx, run, { facilityCode, version })));
  const subjects = await step((tx) => findDrugSubjects(tx, run));
  return [
    ...drugSubjectHits(subjects, parameters),
    ...facilityHits(DRUG_WITHOUT_DIAGNOSIS.code, facilities, parameters),
  ];
};
