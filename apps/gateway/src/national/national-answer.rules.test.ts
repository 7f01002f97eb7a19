import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { answerOfProblem, codeOfRejection, httpStatusOf, nationalAnswer, nationalTime } from './national-answer.rules';

const AT = new Date('2026-10-05T20:30:00Z');

describe('an answer of the national protocol', () => {
  it('tells the time in Viet Nam and keeps its members in order', () => {
    expect(nationalTime(AT)).toBe('20261006033000');
    expect(JSON.stringify(nationalAnswer('200', { transaction: 'x', at: AT }))).toBe(
      '{"maKetQua":"200","maGiaoDich":"x","thoiGianTiepNhan":"20261006033000","thongDiep":"Tiếp nhận hồ sơ thành công"}',
    );
  });

  it('is HTTP 200 but for what is too large or too often', () => {
    expect((['401', '205', '503', '413', '429'] as const).map(httpStatusOf)).toEqual([200, 200, 200, 413, 429]);
  });

  it('lists the faults of a file in Vietnamese, separated by semicolons, with the code of the first', () => {
    const body = {
      code: 'claim.structure-invalid',
      findings: 3,
      errors: [
        {
          pointer: '/HOSO/1/XML2/3/DON_GIA',
          detail: 'wrong; found "x"; expected N(15) (sai đơn giá (đồng))',
          code: '12',
        },
        { pointer: '/HOSO/1/XML1', detail: 'no row (thiếu; bảng XML1)', code: 'FORM' },
        { pointer: '', detail: 'not two languages' },
      ],
    };
    expect(answerOfProblem(422, body, AT)).toMatchObject({
      maKetQua: '422',
      thongDiep: '/HOSO/1/XML2/3/DON_GIA: sai đơn giá (đồng); /HOSO/1/XML1: thiếu, bảng XML1; : not two languages',
      maLoi: '12',
    });
  });

  it.each([
    [409, { code: 'claim.already-accepted' }, { maKetQua: '422', maLoi: 'claim.already-accepted' }],
    [409, { code: 'idempotency.in-flight' }, { maKetQua: '503' }],
    [422, { code: 'claim.other-facility' }, { maKetQua: '403' }],
    [403, { code: 'auth.forbidden' }, { maKetQua: '403' }],
    [413, undefined, { maKetQua: '413' }],
    [503, { code: 'service.busy' }, { maKetQua: '503' }],
    [503, 'no JSON', { maKetQua: '503' }],
    [500, { code: 'internal.error', detail: 'inside' }, { maKetQua: '500', thongDiep: 'Lỗi hệ thống' }],
  ])('stands for HTTP %d %j', (status, body, answer) => {
    expect(answerOfProblem(status, body, AT)).toMatchObject(answer);
  });

  it('calls every other refusal of the door a wrong parameter', () => {
    expect(codeOfRejection(new Rejection('request.media-type'))).toBe('205');
    expect(codeOfRejection(new Rejection('auth.token-invalid'))).toBe('401');
  });
});
