import { PAYOUT_KINDS } from '@ansinh/contracts/payment/kinds';
import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import type { Template } from '../../templates/template';
import { type Notice, render } from '../../templates/template.rules';
import { TEMPLATES } from '../../templates/templates';
import { type Letter, mailOf } from './mail.rules';

const NAME = 'Đặng Thị Ánh';
const letterOf = (notice: Notice, language: 'vi' | 'en'): Letter => ({
  template: notice.template,
  language,
  ...render(notice, language, NAME),
});

const PAID: Notice = {
  template: 'payout-paid.v2',
  values: {
    kind: 'pension',
    amount: '4200000',
    period: yearMonth('2026-10'),
    paidOn: localDate('2026-11-06'),
    channel: 'bank',
  },
};
const VISIT: Notice = {
  template: 'claim-accepted.v2',
  values: { fundPays: '2031009.99', month: yearMonth('2026-10') },
};
const WORK: Notice = {
  template: 'work-due-soon.v1',
  values: {
    step: { vi: 'Giải trình <09/BH> & ký', en: 'Explain <09/BH> & sign' },
    facility: '66001',
    period: '2026-10',
    count: '3',
    dueOn: localDate('2026-11-10'),
  },
};

describe('what an e-mail says', () => {
  it('of money is the title, and how to read the rest', () => {
    const { subject, text } = mailOf(letterOf(PAID, 'vi'), undefined);
    expect(subject).toBe('Ông/bà đã nhận lương hưu');
    expect(text).toBe(
      `${[
        'Ông/bà có thông báo mới của cơ quan bảo hiểm xã hội: Ông/bà đã nhận lương hưu.',
        'Để giữ kín thông tin của ông/bà, thư này không ghi nội dung. Thông báo này chỉ để ông/bà biết, ông/bà không cần làm gì. Khi có dịp đến cơ quan bảo hiểm xã hội, ông/bà có thể hỏi xem nội dung.',
        'Thư này được gửi tự động, xin không trả lời. Cơ quan bảo hiểm xã hội không bao giờ hỏi mật khẩu, mã OTP hay số thẻ ngân hàng qua thư điện tử.',
      ].join('\n\n')}\n`,
    );
    expect(mailOf(letterOf(PAID, 'en'), 'https://bhxh.example/hop-thu').text).toContain(
      'Please read it at: https://bhxh.example/hop-thu',
    );
  });

  it.each(['vi', 'en'] as const)('sends nobody to an office for what asks nothing of them (%s)', (language) => {
    const office = { vi: 'Xin hỏi cơ quan bảo hiểm xã hội gần nhất', en: 'Please ask at the nearest office' }[language];
    for (const [template, { outside, asks }] of Object.entries<Template>(TEMPLATES)) {
      if (outside === 'text') continue;
      const letter = { template, language, title: 'title', text: 'text' };
      expect([template, mailOf(letter, undefined).text.includes(office)]).toEqual([template, asks]);
      expect(mailOf(letter, 'https://bhxh.example').text).not.toContain(office);
    }
    expect(mailOf({ template: 'later.v9', language, title: 'title', text: 'text' }, undefined).text).toContain(office);
  });

  it.each(['vi', 'en'] as const)('of a visit is that there is a message, and nothing of health (%s)', (language) => {
    const { subject, text, html } = mailOf(letterOf(VISIT, language), undefined);
    for (const said of [subject, text, html]) expect(said).not.toMatch(/khám|chữa bệnh|visit|health|2\.031|2,031/i);
    expect(subject).toMatch(/thông báo mới|new message/);
  });

  it.each([PAID, VISIT])('of a person holds neither name nor amount nor date: $template', (notice) => {
    for (const language of ['vi', 'en'] as const) {
      const { subject, text, html } = mailOf(letterOf(notice, language), undefined);
      for (const said of [subject, text, html]) expect(said).not.toMatch(/Ánh|\d[.,]\d{3}|\d\d\/\d{4}/);
    }
  });

  it('of the work of a hospital is all of it, in HTML with its signs as they are', () => {
    const { subject, text, html } = mailOf(letterOf(WORK, 'vi'), undefined);
    expect(subject).toBe('Việc sắp đến hạn: Giải trình <09/BH> & ký');
    expect(text).toContain('kỳ: tháng 10/2026; số lượng: 3. Xin hoàn thành trước khi hết ngày 10/11/2026.');
    expect(html).toContain('Giải trình &lt;09/BH&gt; &amp; ký');
  });

  it('of several lines is a paragraph for each', () => {
    const letter: Letter = {
      template: 'agency-digest.v1',
      language: 'vi',
      title: 'Danh sách',
      text: 'Hai việc\n1) a\n2) b',
    };
    const { text, html } = mailOf(letter, undefined);
    expect(text).toContain('Hai việc\n\n1) a\n\n2) b\n\n');
    expect(html).toContain('<p>1) a</p>\n<p>2) b</p>');
  });

  it('never breaks the line of a header, nor the page that it stands in', () => {
    const anyText = fc.string({
      unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom('\r', '\n', '\0', '\u2028', '<', '&')),
    });
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom(...Object.keys(PAYOUT_KINDS), 'work'), (title, body, kind) => {
        const template = kind === 'work' ? 'work-overdue.v1' : 'payout-paid.v2';
        const { subject, html } = mailOf({ template, language: 'vi', title, text: body }, undefined);
        expect(subject).not.toMatch(/[\r\n\0\u2028\u2029]/);
        expect(html.replace(/<\/?(?:html|head|meta|title|body|p|!DOCTYPE)\b[^<>]*>/g, '')).not.toMatch(/[<>]/);
      }),
    );
  });
});
