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
    fix: 'Chọn nationalAccount.username khác.',
  },
  'client.role-reserved': {
    title: 'Client có vai trò này không đăng ký ở đây',
    fix: 'Người của cơ quan được khai trong cấu hình cài đặt, không do một người trong số họ tự khai.',
  },
  'session.ended': {
    title: 'Phiên đăng nhập đã kết thúc',
    fix: 'Đăng nhập lại tại /session/sign-in; phiên kết thúc sau tám giờ, hoặc sau nửa giờ không dùng.',
  },
  'session.foreign-request': {
    title: 'Yêu cầu này không do một trang của nền tảng gửi',
    fix: 'Chỉ gọi bằng cookie từ các trang cùng nguồn; chương trình gửi token trong `Authorization: Bearer`.',
  },
} as const satisfies Record<keyof typeof GATEWAY_PROBLEMS, ProblemText>;
