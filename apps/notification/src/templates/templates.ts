import { ARREARS_TEMPLATES } from './arrears';
import { BENEFIT_TEMPLATES } from './benefits';
import { HEALTH_TEMPLATES } from './health';
import { PAYOUT_TEMPLATES } from './payouts';
import { PREMIUM_TEMPLATES } from './premiums';
import type { Openness, Template } from './template';
import { WORK_TEMPLATES } from './work';

/**
 * All notices, by id and version. A template is never edited once it was used: a new wording is a new version, so that
 * the id tells for ever which words somebody read. A value never begins a sentence: its words are written in small letters.
 */
export const TEMPLATES = {
  ...HEALTH_TEMPLATES,
  ...PREMIUM_TEMPLATES,
  ...PAYOUT_TEMPLATES,
  ...BENEFIT_TEMPLATES,
  ...WORK_TEMPLATES,
  ...ARREARS_TEMPLATES,
} as const;

export type TemplateId = keyof typeof TEMPLATES;

const BY_ID: ReadonlyMap<string, Template> = new Map(Object.entries(TEMPLATES));

/** Whether a message asks something of its reader: one whose template this release does not know may well do so. */
export const asksOf = (template: string): boolean => BY_ID.get(template)?.asks ?? true;

/** How much of a message may leave the inbox; nothing of one whose template this release does not know. */
export const opennessOf = (template: string): Openness => BY_ID.get(template)?.outside ?? 'nothing';
