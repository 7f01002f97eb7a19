import type { EventDefinition } from '@ansinh/contracts/wire/envelope';
import { subscriptionsOfService } from '@ansinh/platform';
import { service as collection } from '../../../apps/collection/src/service';
import { service as enrollment } from '../../../apps/enrollment/src/service';
import { service as notification } from '../../../apps/notification/src/service';
import { service as payment } from '../../../apps/payment/src/service';
import { consumedBy, JUDGED } from './consumers';

const SERVICES = { enrollment, collection, payment, notification };
const typesOf = (events: readonly EventDefinition[]): string[] => events.map(({ type }) => type).sort();

it.each(JUDGED)('the oracle of faults knows every event that %s consumes, and none that it does not', (app) => {
  const { name, subscriptions } = SERVICES[app];
  const own = subscriptions.map(({ on }): EventDefinition => on);
  const common = subscriptionsOfService({ name, subscriptions: [] }).map(({ on }): EventDefinition => on);
  expect(typesOf(consumedBy(app))).toEqual(typesOf([...own, ...common]));
});
