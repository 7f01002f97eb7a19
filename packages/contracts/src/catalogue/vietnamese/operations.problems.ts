import type { OPERATIONS_PROBLEMS } from '../../operations/problems';
import type { ProblemText } from '../../wire/problem-definition';

/** What operators are refused, in Vietnamese. */
export const OPERATIONS_PROBLEMS_VI = {
  'dead-letter.already-replayed': {
    title: 'Thư lỗi này đã được xử lý lại và có hiệu lực',
    fix: 'Chỉ thư đang mở mới bỏ được; xem lịch sử của thư.',
  },
  'dead-letter.discarded': {
    title: 'Thư lỗi này đã bị bỏ',
    fix: 'Chỉ thư đang mở mới xử lý lại được; xem lịch sử để biết ai đã bỏ và vì sao.',
  },
  'dead-letter.older-first': {
    title: 'Còn thư cũ hơn của cùng đối tượng đang mở',
    fix: 'Xử lý lại hoặc bỏ thư nêu ở `olderId` trước: các sự kiện của một đối tượng có hiệu lực theo thứ tự.',
  },
  'job.already-done': {
    title: 'Công việc này đã xong',
    fix: 'Chỉ công việc chưa xong mới hủy được; việc đã làm được hoàn lại bằng nghiệp vụ riêng.',
  },
  'job.another-waits': {
    title: 'Một công việc khác cùng khóa đang chờ',
    fix: 'Chờ công việc đó: nó làm cùng một việc. Hủy công việc này và nêu lý do.',
  },
  'job.not-failed': {
    title: 'Công việc này chưa bị lỗi',
    fix: 'Chỉ công việc bị lỗi mới thử lại được; công việc đang chờ, đang chạy hoặc sắp thử lại sẽ tự tiếp tục.',
  },
} as const satisfies Record<keyof typeof OPERATIONS_PROBLEMS, ProblemText>;
