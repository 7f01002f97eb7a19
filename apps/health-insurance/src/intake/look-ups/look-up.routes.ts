import { CardLookUp, Eligibility } from '@ansinh/contracts/health-insurance/reception.api';
import { z } from 'zod';
import { route } from '../../kit';
import { askCard, lookUpCard } from './look-up.commands';
import { ASKING, LOOKING_UP } from './look-up.examples';

const cardLookUpRoute = route({
  method: 'post',
  path: '/v1/insurance-cards/look-ups',
  summary: 'Look a health-insurance card up; card data are shown when name and birth date are given and right',
  description:
    'Takes the number of a card, a personal id (12 digits) or a social-insurance number (10 digits). Changes nothing, and may be sent again. It is a POST so that no name stands in an address. With `visits` the answer holds up to 20 visits of the last six months at all facilities, without diagnosis and cost, when card, name and birth date are right; that they were read is audited. A hospital is told one thing (050) for an unknown number, a wrong name or birth date; after many of them a day nothing is compared for a while (`register.paused`).',
  tag: 'Cards',
  permission: 'card:look-up',
  shows: 'person',
  body: CardLookUp,
  reply: Eligibility,
  problems: ['register.paused'],
  example: LOOKING_UP,
  handle: (tx, { body }) => lookUpCard(tx, body),
});

const cardEligibilityRoute = route({
  method: 'get',
  path: '/v1/insurance-cards/:cardNumber/eligibility',
  summary: 'Ask whether a card is valid on a date; card data are shown to the agency only',
  description:
    'For a card without its patient. Each call of a hospital counts like one that does not agree: at the reception give name and birth date to the look-up.',
  tag: 'Cards',
  permission: 'card:look-up',
  shows: 'person',
  // A personal id would stand in an address, and in logs on its way.
  params: z.object({
    cardNumber: z
      .string()
      .max(40)
      .regex(/[A-Za-z]/, 'is the number of a card; other numbers go to the look-up'),
  }),
  query: CardLookUp.pick({ date: true }),
  reply: Eligibility,
  effect: 'askCard',
  problems: ['register.paused'],
  example: ASKING,
  handle: (tx, { params: { cardNumber }, query: { date } }) =>
    askCard(tx, { cardNumber, ...(date === undefined ? {} : { date }) }),
});

export const lookUpRoutes = [cardLookUpRoute, cardEligibilityRoute];
