import { NOW } from '@ansinh/contracts/examples/story';

const PASSKEY_ID = '01a109ae-99c0-7f01-8b1c-5d2f3a4b6d01';
const CREDENTIAL_ID = 'kJxZ0qYb3m2Wc7T1uVn5RA';
const PASSKEY = { passkeyId: PASSKEY_ID, name: 'Khóa trên máy tính phòng 205', addedAt: NOW } as const;

export const BEGINNING = {
  reply: {
    rp: { id: 'api.example.vn', name: 'An Sinh' },
    user: { id: 'cGVyc29uOnRyYW4udGhpLmxhbg', name: 'tran.thi.lan', displayName: 'Trần Thị Lan' },
    challenge: 'mE3vQ8yX1bR6sJ0pT5wL9aKcUfHgZdNoViBx2M4uWqY',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 300_000,
    attestation: 'none',
  },
} as const;
export const ADDING = {
  body: {
    name: PASSKEY.name,
    currentPassword: 'cà phê phin buổi sáng sớm',
    credential: {
      id: CREDENTIAL_ID,
      rawId: CREDENTIAL_ID,
      type: 'public-key',
      response: {
        clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0',
        attestationObject: 'o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVgA',
        transports: ['internal'],
      },
    },
  },
  reply: PASSKEY,
} as const;
export const REMOVING = { params: { passkeyId: PASSKEY_ID }, reply: { passkeyId: PASSKEY_ID } } as const;
