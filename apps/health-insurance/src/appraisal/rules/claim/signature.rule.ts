import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Rule, RuleFinding } from '../rule';

const FIELD = { field: 'CHUKYDONVI', expected: 'an XML signature (RSA-SHA256) by a registered certificate' };

/** The file carries the digital signature of the facility, by a certificate that is registered and stands. */
export const SIGNATURE: Rule = {
  code: 'SIGNATURE',
  nationalCodes: [],
  source: 'TT 12/2026/TT-BTC: claim data are signed since 2026-01-01 (CHUKYDONVI, SHA-256)',
  severity: 'return',
  from: localDate('2026-01-01'),
  to: null,
  check: (_claim, { signature }): readonly RuleFinding[] => {
    if (signature === undefined || signature.state === 'valid') return [];
    if (signature.state === 'absent')
      return [{ ...FIELD, message: 'The file is not signed', messageVi: 'Hồ sơ chưa có chữ ký số của cơ sở' }];
    if (signature.state === 'untrusted')
      return [
        {
          ...FIELD,
          message:
            'The signature is made with a certificate that is not registered for the facility, or stands no more',
          messageVi: 'Chứng thư số dùng để ký chưa đăng ký cho cơ sở hoặc không còn hiệu lực',
        },
      ];
    return [
      {
        ...FIELD,
        message: `The signature does not hold: ${signature.fault}`,
        messageVi: 'Chữ ký số không hợp lệ hoặc hồ sơ đã bị thay đổi sau khi ký',
      },
    ];
  },
};
