import type { APPROVAL_PROBLEMS } from '../../operations/approval.problems';
import type { ProblemText } from '../../wire/problem-definition';

/** What is refused where two persons are needed, in Vietnamese. */
export const APPROVAL_PROBLEMS_VI = {
  'approval.already-decided': {
    title: 'Việc này đã được quyết định',
    fix: 'Hãy xem lại: `status` và `decision` cho biết ai quyết định, khi nào và thế nào.',
  },
  'approval.changed': {
    title: 'Kết quả bây giờ khác với nội dung đã trình',
    fix: 'Chưa có gì được thực hiện. `differs` nêu phần đã khác, `refusal` nêu lý do hiện không thực hiện được; người đề nghị gọi POST .../renewal để đề nghị lại, hoặc rút lại.',
  },
  'approval.digest-differs': {
    title: 'Đây không phải nội dung đã trình',
    fix: 'Đọc lại và gửi `digest` của nội dung đã xem.',
  },
  'approval.expired': {
    title: 'Đề nghị đã quá hạn quyết định',
    fix: 'Hãy đề nghị lại: nội dung sẽ được đối chiếu với dữ liệu hiện nay.',
  },
  'approval.maker-gone': {
    title: 'Người đề nghị không còn quyền đề nghị',
    fix: 'Chưa có gì được thực hiện và đề nghị bị từ chối: từ `since` tài khoản đã đóng, mất vai trò hoặc phiên bị người khác dùng. Người có quyền hãy đề nghị lại.',
  },
  'approval.other-maker': {
    title: 'Chỉ người đề nghị mới được rút lại',
    fix: 'Người có quyền quyết định có thể từ chối và nêu lý do.',
  },
  'approval.person-required': {
    title: 'Việc này phải do người đã đăng nhập thực hiện',
    fix: 'Đăng nhập bằng tài khoản của mình: client của máy không được đề nghị, cũng không được quyết định.',
  },
  'approval.same-person': {
    title: 'Người đề nghị không được tự quyết định',
    fix: 'Phải do người khác quyết định; tài khoản khác của cùng một người vẫn là người đó.',
  },
  'approval.too-many': {
    title: 'Số đề nghị đang chờ của một người đã đến giới hạn',
    fix: 'Chờ quyết định bớt, hoặc rút lại những đề nghị không còn cần: GET /v1/approvals?madeBy=... liệt kê. `max` là số đề nghị được chờ cùng lúc ở dịch vụ này, `maxBytes` là tổng dung lượng các tệp.',
  },
  'approval.two-factors-required': {
    title: 'Người quyết định phải đăng nhập bằng hai yếu tố',
    fix: 'Đăng nhập lại bằng passkey hoặc mã dùng một lần.',
  },
} as const satisfies Record<keyof typeof APPROVAL_PROBLEMS, ProblemText>;
