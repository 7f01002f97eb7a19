import { AppraisalQuestion, FacilityCode, PageQuery, pageOf, YearMonthText } from '@ansinh/contracts';
import { route } from '../../kit';
import { listQuestions } from './questions.views';

export const appraisalQuestionsRoute = route({
  method: 'get',
  path: '/v1/appraisal-questions',
  summary: 'List what accepted claims still have to explain, the newest claims first; a facility lists its own',
  tag: 'Appraisal',
  permission: 'claim:read',
  query: PageQuery.extend({ month: YearMonthText.optional(), facilityCode: FacilityCode.optional() }),
  reply: pageOf(AppraisalQuestion),
  handle: (tx, { query }) => listQuestions(tx.db, tx.by, query),
});
