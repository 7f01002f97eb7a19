// What no door takes yet: the claims that need it are left out, and counted.
import type { Case } from '../corpus/plan.ts';
import { lastDay } from './world.ts';

type Missing = { readonly what: string; readonly isNeeded: (each: Case) => boolean };

const BY_ANNEX = ['1.16', '1.17'];

const MISSING: readonly Missing[] = [
  { what: 'certificates of exemption from co-payment', isNeeded: ({ person }) => person.exemptFrom !== undefined },
  {
    what: 'people of whom the year of birth is known alone',
    isNeeded: ({ person }) => person.birth.startsWith('0000', 4),
  },
  {
    what: 'the diseases of annex I and II',
    isNeeded: ({ claim, key }) =>
      BY_ANNEX.includes(claim.head.MA_DOITUONG_KCB ?? '') && key.findings.some(({ code }) => code === 'ROUTE'),
  },
  {
    what: 'cards that are withdrawn from their first day',
    isNeeded: ({ person }) => person.cards.some((card) => card.from > lastDay(card)),
  },
];

/** The first thing that is missing for a claim. */
export const missingFor = (each: Case): string | undefined => MISSING.find(({ isNeeded }) => isNeeded(each))?.what;
