/** The national protocol in OpenAPI: these calls are no `route()`, because their form is fixed by another authority. */
const ANSWER = {
  type: 'object',
  required: ['maKetQua', 'maGiaoDich', 'thoiGianTiepNhan', 'thongDiep'],
  properties: {
    maKetQua: { type: 'string', enum: ['200', '205', '401', '403', '413', '422', '429', '500', '503'] },
    maGiaoDich: { type: 'string', description: 'Id of the check-in or of the submission' },
    thoiGianTiepNhan: { type: 'string', description: 'yyyyMMddHHmmss in Viet Nam', examples: ['20261005083000'] },
    thongDiep: { type: 'string', description: 'In Vietnamese; the findings are separated by `; `' },
    maLoi: { type: 'string', description: 'Code of the first finding' },
  },
} as const;

const SESSION = {
  type: 'object',
  required: ['maKetQua'],
  properties: {
    maKetQua: { type: 'string', enum: ['200', '205', '401', '429', '500'] },
    APIKey: {
      type: 'object',
      properties: {
        access_token: { type: 'string' },
        id_token: { type: 'string' },
        token_type: { type: 'string', const: 'Bearer' },
        username: { type: 'string' },
        expires_in: { type: 'string', format: 'date-time', description: 'UTC' },
      },
    },
  },
} as const;

const TAKEN = {
  maKetQua: '200',
  maGiaoDich: '01a109ae-99c0-7d02-8b1c-5d2f3a4b6c42',
  thoiGianTiepNhan: '20261005083000',
  thongDiep: 'Đã tiếp nhận hồ sơ',
} as const;

const reply = (schema: object, description: string, example?: object) => ({
  description,
  content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
});

const form = (properties: Readonly<Record<string, object>>, example: Readonly<Record<string, string>>) => ({
  required: true,
  content: {
    'application/x-www-form-urlencoded': {
      schema: { type: 'object', required: Object.keys(properties), properties },
      example,
    },
  },
});

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

const submission = (operationId: string, summary: string, fileType: string) => ({
  post: {
    operationId,
    summary,
    tags: ['National protocol'],
    security: [],
    parameters: [
      header('accessToken', '`access_token` of the session'),
      header('tokenId', '`id_token` of the session'),
      header('passwordHash', 'MD5 of the password in upper-case hex'),
    ],
    requestBody: form(
      {
        username: { type: 'string' },
        loaiHoSo: { type: 'string', examples: [fileType] },
        maTinh: { type: 'string' },
        maCSKCB: { type: 'string' },
        fileHSBase64: { type: 'string', description: 'The XML file in base64, at most 20 MB when decoded' },
      },
      {
        username: 'bv-66001',
        loaiHoSo: fileType,
        maTinh: '66',
        maCSKCB: '66001',
        fileHSBase64: 'PD94bWwgdmVyc2lvbj0iMS4wIiBlbmNvZGluZz0idXRmLTgiPz4...',
      },
    ),
    responses: {
      '200': reply(ANSWER, 'The result stands in maKetQua', TAKEN),
      '413': reply(ANSWER, 'The form or the file is too large'),
      '429': reply(ANSWER, 'Too many calls'),
    },
  },
});

export const NATIONAL_PATHS = {
  '/api/token/take': {
    post: {
      operationId: 'postApiTokenTake',
      summary: 'Open a session of the national protocol, for 15 minutes',
      tags: ['National protocol'],
      security: [],
      requestBody: form(
        {
          username: { type: 'string' },
          password: { type: 'string', description: 'MD5 of the password in upper-case hex' },
        },
        { username: 'bv-66001', password: 'C4CA4238A0B923820DCC509A6F75849B' },
      ),
      responses: {
        '200': reply(SESSION, 'The result stands in maKetQua', {
          maKetQua: '200',
          APIKey: {
            access_token: '6d1f0c7e2b3a4958a7b6c5d4e3f20118',
            id_token: '0f9e8d7c6b5a49382716f5e4d3c2b1a0',
            token_type: 'Bearer',
            username: 'bv-66001',
            expires_in: '2026-10-05T01:45:00Z',
          },
        }),
        '429': reply(ANSWER, 'Too many calls'),
      },
    },
  },
  '/api/qd130/checkInKcbQd4750': submission('postCheckInKcbQd4750', 'Send a check-in (XML0, QD 4750)', '0'),
  '/api/qd130/checkInKcbQd3176': submission('postCheckInKcbQd3176', 'Send a check-in (XML0, QD 3176)', '0'),
  '/api/qd130/guiHoSoXmlQD4750': submission('postGuiHoSoXmlQd4750', 'Send a claim file (GIAMDINHHS, QD 4750)', '130'),
  '/api/qd130/guiHoSoXmlQD3176': submission('postGuiHoSoXmlQd3176', 'Send a claim file (GIAMDINHHS, QD 3176)', '130'),
};
