const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** `v1`, `insurance-cards` */
const WORD = /^(?:v\d|[a-z]+(?:-[a-z]+)*)$/;
/** Behind the version and the kind of thing an address holds what somebody wrote. */
const WORDS = 2;

/**
 * An address without what could be of a person: a number, a card in any case, a name. What of it is not known to be a word
 * or an id of ours goes.
 */
export const redactPath = (path: string): string =>
  path
    .replace(/[?#].*$/s, '')
    .split('/')
    .map((part, place) => (part === '' || ID.test(part) || (place <= WORDS && WORD.test(part)) ? part : '***'))
    .join('/');
