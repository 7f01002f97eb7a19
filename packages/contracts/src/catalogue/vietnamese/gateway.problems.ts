import type { GATEWAY_PROBLEMS } from '../../gateway/problems';
import type { ProblemText } from '../../wire/problem-definition';

/** What the gateway refuses, in Vietnamese. */
export const GATEWAY_PROBLEMS_VI = {
  'client.already-registered': {
    title: 'Đã có client với mã này',
    fix: 'Chọn mã khác; mã của một client không bao giờ cấp hai lần.',
  },
  'client.national-account-taken': {
    title: 'Tên đăng nhập liên thông này thuộc về client khác',
    fix: 'Chọn nationalUsername khác.',
  },
  'client.not-disabled': {
    title: 'Client này không bị khóa',
    fix: 'Hãy đọc lại client: không có gì để mở khóa.',
  },
  'client.proof-refused': {
    title: 'Nội dung này không chứng minh được đây là client',
    fix: 'Gửi mật khẩu client đang có hiệu lực trong `currentSecret`, hoặc một assertion ký bằng khóa đang có hiệu lực, dùng một lần cho hệ thống này, trong `clientAssertion`.',
  },
  'client.role-reserved': {
    title: 'Client có vai trò này không đăng ký ở đây',
    fix: 'Người của cơ quan được khai trong cấu hình cài đặt, không do một người trong số họ tự khai.',
  },
  'invitation.not-usable': {
    title: 'Không mở được lời mời này, hoặc lời mời không còn hiệu lực',
    fix: 'Kiểm tra đã gửi đủ mã. Mã dùng được một lần trong 72 giờ và bị thay bằng lời mời mới hơn. Nếu chính đơn vị chưa mở, báo ngay cho cơ quan bảo hiểm xã hội; nếu không, đề nghị cấp lời mời mới.',
  },
  'signing-key.of-settings': {
    title: 'Khóa ký của hệ thống này nằm trong cấu hình cài đặt',
    fix: 'Thêm khóa mới vào SIGNING_KEYS với thời điểm bắt đầu ký (signsFrom), trước ít nhất 15 phút, rồi khởi động lại lần lượt từng bản.',
  },
  'signing-key.rolls-over': {
    title: 'Đang chuyển sang khóa ký mới',
    fix: 'Chờ đến khi khóa kế tiếp bắt đầu ký: xem `signsFrom`.',
  },
} as const satisfies Record<keyof typeof GATEWAY_PROBLEMS, ProblemText>;
