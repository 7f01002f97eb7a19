/** A PostgreSQL session of one's own, for what a pool cannot do: the relay's advisory lock lives and dies with it. */
export { Client } from 'pg';
