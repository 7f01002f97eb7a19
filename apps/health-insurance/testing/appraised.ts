import { Claim, ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import type { Room } from '@ansinh/testkit';
import type { PrismaClient } from '../src/generated/prisma/client';
import { claimFileXml, type EncounterInput, encounterTables, FACILITY } from './claims';

const hospital = { role: 'hospital', tenantCode: FACILITY } as const;

/** Sends a file of the usual facility, hands its events back as Kafka does, and reads its first claim. */
export const appraisedFile = async (room: Room<PrismaClient>, xml: string): Promise<Claim> => {
  const answer = await room.as(hospital).post('/v1/claims', xml);
  const { claims } = ClaimSubmission.parse(answer.body);
  const ids = new Set(claims.map(({ claimId }) => claimId));
  const received = (await room.outbox()).filter(
    ({ attributes: { subject, type } }) => ids.has(subject) && type === ClaimReceived.type,
  );
  for (const { attributes, data } of received) {
    const { id: eventId, subject: id, aggregateversion: version } = attributes;
    await room.deliver(ClaimReceived, ClaimReceived.data.parse(data), { id, version, eventId });
  }
  return Claim.parse((await room.as(hospital).get(`/v1/claims/${claims[0]?.claimId}`)).body);
};

/** The usual claim with these changes, sent and appraised. */
export const appraisedClaim = (room: Room<PrismaClient>, input: EncounterInput = {}): Promise<Claim> =>
  appraisedFile(room, claimFileXml([encounterTables(input)]));
