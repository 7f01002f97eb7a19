import { HOSPITAL, NOW } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;

/** Made for this example; its private key was thrown away, so that nobody can sign with it. */
const PEM = `-----BEGIN CERTIFICATE-----
MIIDUTCCAjmgAwIBAgIEAWYAGjANBgkqhkiG9w0BAQsFADBKMQswCQYDVQQGEwJW
TjErMCkGA1UECgwiQmVuaCB2aWVuIGRhIGtob2EgTWF1IHRpbmggRGFrIExhazEO
MAwGA1UEAwwFNjYwMDEwHhcNMjYwMTAxMDAwMDAwWhcNMzAxMjMxMTY1OTU5WjBK
MQswCQYDVQQGEwJWTjErMCkGA1UECgwiQmVuaCB2aWVuIGRhIGtob2EgTWF1IHRp
bmggRGFrIExhazEOMAwGA1UEAwwFNjYwMDEwggEiMA0GCSqGSIb3DQEBAQUAA4IB
DwAwggEKAoIBAQC8EoqvUKwWxcl+vr04NVnfyp1vdhBMgX+Yo7Uis8vDn6fbEWDk
4Jg47c7/7tUw9vZu6lNdARJRAh5bTM12lzpZWd6wss7VhTRXZEYy+FH8m0WBGmM2
846n7EZmZhnieCHavuiDw62E3Ew+kpably99FaH63ZTB3bx0cY2cNtldFwUU6+Tw
6l4DjrZxWDHkJLHxEccxu5VUi75Bi/v5Vf7Rj2cXICqxN6oLlbfMAKZ+UpKQ+CGo
WWMDHZfOetiB+zXP2YtSRQAYt53n0xwchwiY+ajNweoVmkEf8ELk7STIoJ/AtzHQ
HdWMOrylIWGtCBLa957VU/4xjwsug4AUdodlAgMBAAGjPzA9MAwGA1UdEwEB/wQC
MAAwDgYDVR0PAQH/BAQDAgbAMB0GA1UdDgQWBBQbTrCCzw8Fru95o2v4MHbUS/Co
HDANBgkqhkiG9w0BAQsFAAOCAQEAlY2KMBZ197P/fh1RPTH1gEHXW19uUnlCvQzP
lSekpxOrZAVvtPhNsG4NhunbYch3pwECq82wK/VGjAsIjDOSlMihiHlyc/iFC07P
UOdRGxjohxBoJ7K+DOZS7t7hrKZeCsxMEFmZovVePNzYIa5ACbfwF/P615Y3v5+J
PWg15fx3qdhq2il49yL7ZHY6k78IWsldV5WAXcYI7gzc3Og5SrMK7ZGa+TXVCo/D
3yBQE7qu6VU+TIZyIVKPnpgpguWylenFNiDEK/oa9M6lnonLuo3OR4fEBpb+I3Bq
xg7o+xfSgObWY1CEfzaCHC8f9wMX6RSBzFeF/lNUuL5AXe33ug==
-----END CERTIFICATE-----
`;

const SUBJECT = 'CN=66001, O=Benh vien da khoa Mau tinh Dak Lak, C=VN';

const CERTIFICATE = {
  fingerprint: '000fc60cf0196666ff1951a037d851d373e86ff83cfff84a8210d26f62e75be9',
  facilityCode,
  subject: SUBJECT,
  issuer: SUBJECT,
  serialNumber: '0166001A',
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2030-12-31T16:59:59.000Z',
  registeredAt: NOW,
  revokedAt: null,
  revocationReason: null,
  pem: PEM,
} as const;

export const REGISTERING = { params: { facilityCode }, body: { pem: PEM }, reply: CERTIFICATE } as const;

export const REVOKING = {
  params: { facilityCode, fingerprint: CERTIFICATE.fingerprint },
  body: { reason: 'replaced' },
  reply: { ...CERTIFICATE, revokedAt: NOW, revocationReason: 'replaced' },
} as const;

export const LISTING = { params: { facilityCode }, reply: [CERTIFICATE] } as const;
