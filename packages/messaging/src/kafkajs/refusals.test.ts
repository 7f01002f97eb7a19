import { createLogger } from '@ansinh/telemetry';
import { createKafka } from './kafka';
import { createExplain, isTopicRefused, Refusal } from './refusals';

const kafka = createKafka({ brokers: ['127.0.0.1:1'], clientId: 'test', logger: createLogger('test', 'silent') });
const explain = createExplain(kafka, { groupId: 'payment', writes: [], reads: [] });

/** As the library wraps an error when it has given up. */
const wrapped = (error: Error): Error =>
  new Error('retries exceeded', { cause: new Error('wrapped', { cause: error }) });

describe('what an operator is told of an error', () => {
  it.each([
    [
      'a refusal that was found before',
      new Refusal('kafka does not let this service make x'),
      'let this service make x',
    ],
    [
      'a wrong password',
      wrapped(Object.assign(new Error('no'), { name: 'KafkaJSSASLAuthenticationError' })),
      'kafka does not take the name and password of this service',
    ],
    [
      'a certificate of somebody else',
      wrapped(Object.assign(new Error('no'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' })),
      'the certificate of kafka is not trusted (SELF_SIGNED_CERT_IN_CHAIN)',
    ],
    [
      'a certificate for another name',
      wrapped(Object.assign(new Error('no'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })),
      'the certificate of kafka is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)',
    ],
    [
      'a group that is not allowed',
      wrapped(Object.assign(new Error('no'), { type: 'GROUP_AUTHORIZATION_FAILED' })),
      'kafka names no coordinator of the group payment: perhaps this service may not read as it',
    ],
    [
      'a group whose refusal the library has swallowed',
      wrapped(Object.assign(new Error('no'), { name: 'KafkaJSGroupCoordinatorNotFound' })),
      'kafka names no coordinator of the group payment',
    ],
  ])('names what has to be changed: %s', async (_what, error, sentence) => {
    expect(await explain(error)).toContain(sentence);
  });

  it.each([
    ['a broker that is away', wrapped(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }))],
    ['an answer that passes', wrapped(Object.assign(new Error('no'), { type: 'LEADER_NOT_AVAILABLE' }))],
    ['what is no error', 'nothing'],
  ])('says nothing of %s', async (_what, error) => {
    expect(await explain(error)).toBeUndefined();
  });

  it('knows a refused topic through all that is wrapped around it', () => {
    const refused = Object.assign(new Error('no'), { type: 'TOPIC_AUTHORIZATION_FAILED' });
    expect([refused, wrapped(refused), wrapped(new Error('other')), undefined].map(isTopicRefused)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
