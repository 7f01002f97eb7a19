import { SERVICES } from '../vocabulary/services';
import { EVENTS, TOPICS } from './events';
import { findTopic, TOPIC_PLANS, topicsOf } from './topics';

describe('the topics', () => {
  it('are those of the catalogue, each once, and each of the service that its name begins with', () => {
    expect(TOPIC_PLANS.map(({ name }) => name)).toEqual(TOPICS);
    expect(
      SERVICES.flatMap(topicsOf)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...TOPICS].sort());
    expect(TOPIC_PLANS.filter(({ name, owner }) => !name.startsWith(`${owner}.`))).toEqual([]);
  });

  it('keep for a weekend what identifies a person, and for a week what does not', () => {
    for (const { topic } of EVENTS) {
      const isPersonal = EVENTS.some((event) => event.topic === topic && event.personal);
      expect(findTopic(topic)?.retentionHours).toBe(isPersonal ? 72 : 168);
    }
    expect(findTopic('enrollment.participants.v1')).toMatchObject({ personal: true, retentionHours: 72 });
    expect(findTopic('payment.payouts.v1')).toMatchObject({ personal: false, retentionHours: 168 });
    expect(findTopic('nobody.things.v1')).toBeUndefined();
  });
});
