import { reject } from '@ansinh/contracts/catalogue/problems';

/** Refuses a file as a whole. The reason is read by whoever sent it. */
export const unreadable = (reason: string): never => {
  throw reject('catalogue.unreadable', { reason });
};
