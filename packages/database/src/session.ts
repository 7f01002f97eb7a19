/** A PostgreSQL session of one's own, for what a pool cannot do: the relay's advisory lock lives and dies with it. */
export { Client } from 'pg';

/**
 * What every session of ours says for itself, whatever the server or the database was set to: a driver reads an instant in
 * UTC and without its offset, so that another zone would move all times by hours, in what is shown and in what is sealed.
 */
export const SESSION_OPTIONS = '-c timezone=UTC -c datestyle=ISO,YMD';
