import { CLIENT_ID } from '../client.examples';

export const OPENING = {
  body: { token: 'pQ0v7mYx1s8Kc5Zt2Wn9Rf6Ld4HaTgUeXoMiPqBEJb3' },
  reply: { clientId: CLIENT_ID, clientSecret: 'Jb3pQ0v7mYx1s8Kc5Zt2Wn9Rf6Ld4HaTgUeXoMiPqBE', formerUntil: null },
} as const;
