import { inboxRoutes } from './inbox.routes';

/** Where every message stands: it is there as soon as it is posted, so that nothing has to be taken over. */
export const inbox = { routes: inboxRoutes, jobs: [], requireSettings: () => undefined, take: async () => undefined };
