export { type EnteredValue, FIRST_LAW, LAW_NAMES, lawOf, mayBeginOn, tableOf } from './law.rules';
