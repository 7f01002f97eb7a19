export { type Dated, inForce } from './dated';
export * from './parameters';
