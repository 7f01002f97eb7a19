export * from './config';
export * from './servers/kafka';
export * from './servers/postgres';
export * from './servers/prerequisites';
export * from './servers/probes';
export * from './servers/processes';
export * from './servers/zipkin';
