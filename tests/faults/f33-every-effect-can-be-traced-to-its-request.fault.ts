import { HouseholdPremiumAssessed } from '@ansinh/contracts/collection/events';
import { HouseholdInsuranceOrdered } from '@ansinh/contracts/enrollment/events';
import { eventually, type Finding } from '@ansinh/testkit';
import { fault } from './arena/fault';
import { eventsOf } from './arena/judge';
import { collectSpans } from './arena/spans';

export const f33 = fault({
  id: 'F33',
  promises: ['P10'],
  title:
    'one command is one trace over HTTP, outbox, Kafka, a failed try and the consumers, and each event names its cause',
  play: async ({ arena, load }) => {
    await arena.keep({});
    const collector = await collectSpans();
    const traced = {
      OTEL_TRACES_EXPORTER: 'zipkin',
      OTEL_EXPORTER_ZIPKIN_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '200',
    };
    // The first try of the consumer fails, right before its commit.
    const once = { FAILPOINTS: 'before-effect-commit=throw@1' };
    await Promise.all([
      arena.start('enrollment', { environment: traced }),
      arena.start('collection', { environment: { ...traced, ...once } }),
      arena.start('notification', { environment: traced }),
    ]);
    await load.run(1, ['household']);
    const order = load.next('order');
    const reply = await load.perform(order);
    if (reply.kind !== 'answer') throw new Error('the order was not answered');
    await arena.settle();

    const records = await arena.desk.read();
    const of = (field: string) => (record: { value: string | undefined }) =>
      (record.value ?? '').includes(`"${field}":"${order.id}"`);
    const ordered = eventsOf(records, HouseholdInsuranceOrdered).find(of('householdId'));
    const assessed = eventsOf(records, HouseholdPremiumAssessed).find(of('householdId'));
    const traceId = String(reply.headers['x-trace-id']);
    const findings: Finding[] = [];
    const demand = (holds: boolean, detail: string): void => {
      if (!holds) findings.push({ rule: 'gap', subject: traceId, detail });
    };
    demand(
      ordered?.headers.ce_causationid === `request:${String(reply.headers['x-request-id'])}`,
      'the order does not name its request',
    );
    demand(assessed?.headers.ce_causationid === ordered?.headers.ce_id, 'the premium does not name the order');
    for (const event of [ordered, assessed])
      demand(event?.headers.traceparent?.split('-')[1] === traceId, `${event?.headers.ce_type} is of another trace`);
    await eventually(() => {
      const spans = collector.spans().filter((span) => span.traceId === traceId);
      expect(new Set(spans.map(({ localEndpoint }) => localEndpoint.serviceName))).toEqual(
        new Set(['enrollment', 'collection', 'notification']),
      );
      const tries = spans.filter(
        ({ tags, localEndpoint }) =>
          tags?.['cloudevents.event_type'] === HouseholdInsuranceOrdered.type &&
          tags['messaging.consumer.group.name'] === localEndpoint.serviceName &&
          localEndpoint.serviceName === 'collection',
      );
      expect(tries.length).toBeGreaterThanOrEqual(2);
    });
    const spans = collector.spans().filter((span) => span.traceId === traceId).length;
    await arena.keep({});
    await collector.close();
    return { runs: 1, operations: 2, findings, note: `${spans} spans of three services in one trace` };
  },
});
