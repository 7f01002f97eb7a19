import { appraisalQuestionsRoute } from './questions/questions.routes';
import { appraisalRulesRoute, changeAppraisalRuleRoute } from './settings/settings.routes';

export const appraisalRoutes = [appraisalRulesRoute, changeAppraisalRuleRoute, appraisalQuestionsRoute];
