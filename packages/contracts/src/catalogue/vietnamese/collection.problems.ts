import type { COLLECTION_PROBLEMS } from '../../collection/problems';
import type { ProblemText } from '../../wire/problem-definition';

/** What the collection service refuses, in Vietnamese. */
export const COLLECTION_PROBLEMS_VI = {
  'assessment.month-out-of-range': {
    title: 'Không thể tính số phải đóng của tháng này',
    fix: 'Chọn tháng từ `firstMonth` đến `lastMonth`.',
  },
  'bank-statement.other-bank': {
    title: 'Tệp báo cáo tài khoản của ngân hàng khác',
    fix: 'Tệp của ngân hàng nào gửi bằng client của ngân hàng đó.',
  },
  'bank-statement.unreadable': {
    title: 'Tệp không phải camt.053 hoặc camt.054 khớp số liệu',
    fix: 'Sửa chỗ nêu ở `path`, `line` và `reason` rồi gửi lại cả tệp; chưa có gì được lưu.',
  },
  'credit.reference-reused': {
    title: 'Số tham chiếu của ngân hàng đã dùng cho bút toán khác',
    fix: 'Mỗi bút toán có số tham chiếu riêng; `bankReferences` nêu các số khác với lần báo trước.',
  },
  'household-order.reference-unusable': {
    title: 'Nội dung chuyển khoản không chứa được mã tham chiếu này',
    fix: 'Đặt mã tham chiếu từ 8 đến 25 chữ cái và chữ số.',
  },
  'payment-request.nothing-due': {
    title: 'Không còn gì phải đóng',
    fix: 'Xem thông báo hoặc đơn đăng ký: đã đóng đủ.',
  },
} as const satisfies Record<keyof typeof COLLECTION_PROBLEMS, ProblemText>;
