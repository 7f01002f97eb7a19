import { NOW, PENSIONER } from '@ansinh/contracts/examples/story';

const { participantId } = PENSIONER;

const OF_PERSON = { email: 'pham.thi.mai@mau.example', language: 'vi' } as const;
const OF_HOSPITAL = { email: 'giam-dinh@bv-66001.example', language: 'vi' } as const;
const known = <Address extends { readonly email: string; readonly language: 'vi' }>(address: Address) => ({
  ...address,
  verifiedAt: null,
  changedAt: NOW,
});

export const READING_CONTACT_OF = { params: { participantId }, reply: known(OF_PERSON) } as const;
export const CHANGING_CONTACT_OF = { params: { participantId }, body: OF_PERSON, reply: known(OF_PERSON) } as const;
export const READING_CONTACT = { reply: known(OF_HOSPITAL) } as const;
export const CHANGING_CONTACT = { body: OF_HOSPITAL, reply: known(OF_HOSPITAL) } as const;
