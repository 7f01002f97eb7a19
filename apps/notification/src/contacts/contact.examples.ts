import { NOW, PENSIONER } from '@ansinh/contracts/examples/story';

const { participantId } = PENSIONER;

const OF_PERSON = { channel: 'email', address: 'pham.thi.mai@mau.example', language: 'vi' } as const;
const OF_HOSPITAL = { channel: 'email', address: 'giam-dinh@bv-66001.example', language: 'vi' } as const;
const changed = <Address extends object>(address: Address) => ({
  addresses: [{ ...address, verifiedAt: null, changedAt: NOW }],
});

export const READING_CONTACT_OF = { params: { participantId }, reply: changed(OF_PERSON) } as const;
export const CHANGING_CONTACT_OF = {
  params: { participantId },
  body: { addresses: [OF_PERSON] },
  reply: changed(OF_PERSON),
} as const;
export const READING_CONTACT = { reply: changed(OF_HOSPITAL) } as const;
export const CHANGING_CONTACT = { body: { addresses: [OF_HOSPITAL] }, reply: changed(OF_HOSPITAL) } as const;
