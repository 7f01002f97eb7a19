import { topicsOf } from '@ansinh/contracts/catalogue/topics';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';

/** As Kafka names them. READ and WRITE bring DESCRIBE with them, WRITE also what an idempotent producer needs. */
export type Operation = 'READ' | 'WRITE' | 'CREATE' | 'DESCRIBE_CONFIGS' | 'ALTER_CONFIGS';

export type Right = {
  readonly resource: 'topic' | 'group';
  readonly name: string;
  readonly operations: readonly Operation[];
};

/** The owner of a topic writes it, makes it, and says how long it is kept. */
const OF_THE_OWNER: readonly Operation[] = ['WRITE', 'CREATE', 'DESCRIBE_CONFIGS', 'ALTER_CONFIGS'];

/** All that a service needs of a cluster with access control lists, and no more: its own topics, and those that it reads. */
export const rightsOf = (service: ServiceName, reads: readonly string[]): readonly Right[] => {
  const owned = topicsOf(service).map(({ name }) => name);
  const names = [...new Set([...owned, ...reads])].toSorted(byText);
  const topics = names.map((name): Right => {
    const ofTheReader: readonly Operation[] = reads.includes(name) ? ['READ'] : [];
    return {
      resource: 'topic',
      name,
      operations: owned.includes(name) ? [...OF_THE_OWNER, ...ofTheReader] : ofTheReader,
    };
  });
  // The consumer group of a service has its name.
  return reads.length === 0 ? topics : [...topics, { resource: 'group', name: service, operations: ['READ'] }];
};
