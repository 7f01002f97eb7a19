export * from './databases';
export * from './eventually';
export * from './room';
export * from './servers';
export * from './tokens';
