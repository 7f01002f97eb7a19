import { FACILITY_PARAMETERS, hitOf, reasonOf } from '../../scoring/scoring.rules';
import { type Hit, type ParameterValues, type Signal, weightParameter } from '../signal';

/** A person or practitioner with claims whose drugs no diagnosis fits. */
export type DrugSubject = { readonly kind: 'person' | 'practitioner'; readonly id: string; readonly claims: number };

const claimsOf = (kind: 'person' | 'practitioner', number: number) => ({
  name: `${kind}Claims`,
  default: number,
  min: 1,
  max: 10_000,
  text: `Claims with such a drug from which a ${kind} is suspicious`,
});

export const DRUG_WITHOUT_DIAGNOSIS: Signal = {
  code: 'DRUG_WITHOUT_DIAGNOSIS',
  text: 'Drugs paid without a diagnosis for which they are indicated',
  textVi: 'Thuốc được thanh toán nhưng không có chẩn đoán phù hợp với chỉ định',
  source: 'TT 12/2026/TT-BTC Art 10 (ratio and conditions, reasonableness); list of indications uploaded by the agency',
  parameters: [weightParameter(40), claimsOf('person', 2), claimsOf('practitioner', 5), ...FACILITY_PARAMETERS],
  say: (kind, { found, usual }) =>
    kind === 'facility'
      ? {
          text: `${found.claims} of ${found.judged} claims with drugs of the list (${found.permille} in a thousand) have no fitting diagnosis; in the region ${usual.permille}, the limit is ${usual.limitPermille}`,
          textVi: `${found.claims}/${found.judged} hồ sơ có thuốc trong danh mục (${found.permille} ‰) không có chẩn đoán phù hợp; toàn vùng ${usual.permille} ‰, ngưỡng ${usual.limitPermille} ‰`,
        }
      : {
          text: `${found.claims} claims with drugs and no fitting diagnosis; the limit is ${usual.limit}`,
          textVi: `${found.claims} hồ sơ có thuốc không có chẩn đoán phù hợp; ngưỡng ${usual.limit}`,
        },
};

export const drugSubjectHits = (subjects: readonly DrugSubject[], parameters: ParameterValues): Hit[] =>
  subjects.flatMap(({ kind, id, claims }) => {
    const limit = parameters[`${kind}Claims`] ?? 0;
    const measured = { signal: DRUG_WITHOUT_DIAGNOSIS.code, value: claims, limit, found: { claims }, usual: { limit } };
    return hitOf(kind, id, reasonOf(measured, parameters));
  });
