import { CardLookUp, Eligibility } from '@ansinh/contracts/health-insurance/reception.api';
import { route } from '../../kit';
import { lookUpCard } from './look-up.commands';
import { ASKING, LOOKING_UP } from './look-up.examples';
import { findCard } from './look-up.views';

const cardLookUpRoute = route({
  method: 'post',
  path: '/v1/insurance-cards/look-ups',
  summary: 'Look a health-insurance card up; card data are shown when name and birth date are given and right',
  description:
    'Changes nothing, and may be sent again. It is a POST so that no name stands in an address. With `visits` the answer holds up to 20 visits of the last six months at all facilities, without diagnosis and cost, when card, name and birth date are right; that they were read is audited.',
  tag: 'Cards',
  permission: 'card:look-up',
  body: CardLookUp,
  reply: Eligibility,
  example: LOOKING_UP,
  handle: (tx, { body }) => lookUpCard(tx, body),
});

const cardEligibilityRoute = route({
  method: 'get',
  path: '/v1/insurance-cards/:cardNumber/eligibility',
  summary: 'Ask whether a card is valid on a date; card data are shown to the agency only',
  tag: 'Cards',
  permission: 'card:look-up',
  params: CardLookUp.pick({ cardNumber: true }),
  query: CardLookUp.pick({ date: true }),
  reply: Eligibility,
  example: ASKING,
  handle: async (tx, { params: { cardNumber }, query: { date } }) =>
    (await findCard(tx, { cardNumber, ...(date === undefined ? {} : { date }) })).answer,
});

export const lookUpRoutes = [cardLookUpRoute, cardEligibilityRoute];
