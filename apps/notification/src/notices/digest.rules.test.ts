import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { render } from '../templates/template.rules';
import { type DigestLine, digestedBy, digestOf } from './digest.rules';
import { ofCardExpiry, ofWork } from './notice.rules';

const lineOf = (number: number, kind = 'Quá hạn', template = 'work-overdue.v1'): DigestLine => ({
  template,
  titleVi: kind,
  textVi: `việc ${number}`,
  titleEn: `${kind} (en)`,
  textEn: `work ${number}`,
  dueOn: localDate('2026-10-15'),
});

describe('the list of a day', () => {
  const work = {
    deadlineId: '019a0000-0000-7000-8000-000000000001',
    facilityCode: '66001',
    step: 'explanation',
    period: '2026-10',
    count: 1,
    dueOn: localDate('2026-10-15'),
    stage: 'due-soon',
    daysOverdue: 0,
    textVi: 'Giải trình',
    textEn: 'Explanation',
  };

  it('takes what the agency is told of work, and nothing of anybody else', () => {
    expect(digestedBy(ofWork({ ...work, owner: { kind: 'agency', id: '66' } }))).toBe('2026-10-15');
    expect(digestedBy(ofWork({ ...work, owner: { kind: 'facility', id: '66001' } }))).toBeUndefined();
    const card = { cardId: work.deadlineId, participantId: work.deadlineId, validTo: localDate('2026-12-31') };
    expect(digestedBy(ofCardExpiry({ ...card, stage: 'ending' }))).toBeUndefined();
  });

  it('says how many there are of each kind, the day of the oldest, and each of them', () => {
    const lines = [lineOf(1), lineOf(2, 'Sắp đến hạn'), lineOf(3)] as const;
    expect(render(digestOf(lines), 'vi')).toEqual({
      title: 'Danh sách việc cần theo dõi trong ngày: 3 việc',
      text: 'Từ lần tổng hợp trước có 3 việc được thông báo, hạn sớm nhất là ngày 15/10/2026.\nQuá hạn: 2\nSắp đến hạn: 1\n1) việc 1\n2) việc 2\n3) việc 3',
    });
    expect(render(digestOf(lines), 'en').text).toContain('Quá hạn (en): 2\nSắp đến hạn (en): 1\n1) work 1');
  });

  it('says of a message no more than its own mail would', () => {
    const { text } = render(digestOf([lineOf(1, 'Có dấu hiệu trốn đóng', 'arrears-evasion.v1')]), 'vi');
    expect(text).toMatch(/\nCó dấu hiệu trốn đóng: 1\nTừng việc có trong hộp thư\.$/);
    expect(text).not.toContain('việc 1');
  });

  it('does not repeat a title fifty times in the place of what can be read', () => {
    const arrears = Array.from({ length: 60 }, (_one, index) =>
      lineOf(index, 'Có dấu hiệu trốn đóng', 'arrears-evasion.v1'),
    );
    const lines = [...arrears, lineOf(99)];
    const { text } = render(digestOf([lineOf(98), ...lines]), 'en');
    expect(text).toMatch(
      /\nQuá hạn \(en\): 2\nCó dấu hiệu trốn đóng \(en\): 60\n1\) work 98\n2\) work 99\n60 more stand in the inbox\.$/,
    );
    expect(text.match(/trốn đóng/g)).toHaveLength(1);
  });

  it('counts what is too much to be read', () => {
    const lines = Array.from({ length: 271 }, (_one, index) => lineOf(index + 2));
    const { title, text } = render(digestOf([lineOf(1), ...lines]), 'vi');
    expect(title).toContain('272 việc');
    expect(text).toContain('Quá hạn: 272\n1) việc 1\n');
    expect(text).toMatch(/\n50\) việc 50\nCòn 222 việc khác trong hộp thư\.$/);
  });
});
