import { BANK_BIN } from '@ansinh/contracts/examples/story';
import { CLIENT, CLIENT_ID, CONTACT, INVITATION } from '../client.examples';

export const REGISTERING = {
  body: {
    clientId: CLIENT_ID,
    name: CLIENT.name,
    role: 'bank',
    tenantCode: BANK_BIN,
    contact: CONTACT,
    expiresAt: '2027-12-31T23:59:59+07:00',
  },
  reply: { ...CLIENT, status: 'invited', proof: null, invitation: INVITATION },
} as const;
