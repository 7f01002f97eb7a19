import { appraisalRulesRoute, changeAppraisalRuleRoute } from './settings/settings.routes';

export const appraisalRoutes = [appraisalRulesRoute, changeAppraisalRuleRoute];
