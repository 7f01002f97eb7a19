import {
  type AclEntry,
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  type Kafka,
  ResourcePatternTypes,
} from 'kafkajs';
import type { Right } from '../kafkajs/rights.rules';

const RESOURCES = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP } as const;

const entriesOf = (user: string, rights: readonly Right[]): AclEntry[] =>
  rights.flatMap(({ resource, name, operations }) =>
    operations.map((operation) => ({
      principal: `User:${user}`,
      host: '*',
      operation: AclOperationTypes[operation],
      permissionType: AclPermissionTypes.ALLOW,
      resourceType: RESOURCES[resource],
      resourceName: name,
      resourcePatternType: ResourcePatternTypes.LITERAL,
    })),
  );

/** As an administrator of the cluster, who alone may: lets a user do so much more. */
export const grantRights = async (kafka: Kafka, user: string, rights: readonly Right[]): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await admin.createAcls({ acl: entriesOf(user, rights) });
  } finally {
    await admin.disconnect();
  }
};

/** Takes away what was granted. */
export const revokeRights = async (kafka: Kafka, user: string, rights: readonly Right[]): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await admin.deleteAcls({ filters: entriesOf(user, rights) });
  } finally {
    await admin.disconnect();
  }
};
