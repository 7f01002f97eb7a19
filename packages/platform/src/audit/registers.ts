import { AUDIT_REGISTER, type Register } from '@ansinh/audit';
import type { ClientLike, TransactionClient } from '@ansinh/database';
import type { ServiceDefinition } from '../define';

/** What is sealed in the database of a service: its audit, and the books that it names. */
export const registersOf = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>({
  registers = [],
}: Pick<ServiceDefinition<Db, Client>, 'registers'>): readonly Register[] => [AUDIT_REGISTER, ...registers];
