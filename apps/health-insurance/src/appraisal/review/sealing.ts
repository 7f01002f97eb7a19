import type { Owner } from '@ansinh/secrets';

export const ofExplanation = (claimId: string, version: number, position: number): Owner => [
  'explanation',
  claimId,
  String(version),
  String(position),
];

export const ofDecision = (decisionId: string): Owner => ['decision', decisionId];
