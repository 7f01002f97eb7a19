import { appraisalRulesRoute, changeAppraisalRuleRoute } from '../settings/setting.routes';

export const appraisalRoutes = [appraisalRulesRoute, changeAppraisalRuleRoute];
