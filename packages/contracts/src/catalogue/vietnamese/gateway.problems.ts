import type { GATEWAY_PROBLEMS } from '../../gateway/problems';
import type { ProblemText } from '../../wire/problem-definition';

/** What the gateway refuses, in Vietnamese. */
export const GATEWAY_PROBLEMS_VI = {
  'account.closed': {
    title: 'Tài khoản đã đóng',
    fix: 'Hãy tạo tài khoản khác; tài khoản đã đóng không được mở lại.',
  },
  'account.exists': {
    title: 'Đã có tài khoản với tên đăng nhập này',
    fix: 'Chọn tên đăng nhập khác; không tên nào được cấp hai lần.',
  },
  'account.invitation-invalid': {
    title: 'Các mã này không mở được tài khoản nào',
    fix: 'Gửi cả hai mã do hai quản trị viên khác nhau cấp, trong vòng 72 giờ; nếu không, đề nghị cả hai cấp mã mới.',
  },
  'account.last-administrators': {
    title: 'Sẽ còn ít hơn hai quản trị viên',
    fix: 'Trước hết thêm một quản trị viên khác (POST /v1/staff) và người đó mở tài khoản; sau đó mới đóng tài khoản này. Đăng xuất có hiệu lực ngay.',
  },
  'account.own-invitation': {
    title: 'Không ai tự cấp mã cho tài khoản của mình',
    fix: 'Đề nghị hai quản trị viên khác cấp mã.',
  },
  'account.password-wrong': {
    title: 'Mật khẩu hiện tại không đúng',
    fix: 'Gửi mật khẩu đã dùng để đăng nhập; nếu quên, đề nghị hai quản trị viên cấp mã mới.',
  },
  'account.roles-invalid': {
    title: 'Các vai trò này không phù hợp với nhau',
    fix: 'Mỗi vai trò của một đơn vị chỉ khai một lần cho mỗi ngày, ngày cuối không trước ngày đầu.',
  },
  'citizen.level-too-low': {
    title: 'Tài khoản định danh điện tử ở mức độ 1',
    fix: 'Hãy nâng lên mức độ 2 tại cơ quan công an rồi đăng nhập lại; hồ sơ chỉ hiện cho người được định danh ở mức độ 2.',
  },
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
    fix: 'Gửi mật khẩu client đang có hiệu lực trong `currentSecret`, hoặc một assertion ký bằng khóa đang có hiệu lực, dùng một lần và dành cho địa chỉ của thao tác này, trong `clientAssertion`.',
  },
  'client.role-reserved': {
    title: 'Client có vai trò này không đăng ký ở đây',
    fix: 'Người của cơ quan được khai trong cấu hình cài đặt, không do một người trong số họ tự khai.',
  },
  'invitation.not-usable': {
    title: 'Không mở được lời mời này, hoặc lời mời không còn hiệu lực',
    fix: 'Kiểm tra đã gửi đủ mã. Mã dùng được một lần trong 72 giờ và bị thay bằng lời mời mới hơn. Nếu chính đơn vị chưa mở, báo ngay cho cơ quan bảo hiểm xã hội; nếu không, đề nghị cấp lời mời mới.',
  },
  'one-time-code.refused': {
    title: 'Mã dùng một lần này không được chấp nhận',
    fix: 'Gửi mã đang hiển thị trên ứng dụng; mỗi mã chỉ dùng một lần. Kiểm tra đồng hồ của thiết bị.',
  },
  'passkey.refused': {
    title: 'Khóa truy cập này không được chấp nhận',
    fix: 'Yêu cầu tùy chọn mới và để thiết bị trả lời trong năm phút, tại địa chỉ của nền tảng này.',
  },
  'password.refused': {
    title: 'Mật khẩu này không được chấp nhận',
    fix: 'Chọn từ 12 đến 128 ký tự, không phải mật khẩu nhiều người dùng, không phải tên của mình: `reason` cho biết lý do.',
  },
  'session.ended': {
    title: 'Phiên đăng nhập đã kết thúc',
    fix: 'Đăng nhập lại tại /session/sign-in; phiên kết thúc sau tám giờ, hoặc sau nửa giờ không dùng.',
  },
  'session.foreign-request': {
    title: 'Yêu cầu này không do một trang của nền tảng gửi',
    fix: 'Chỉ gọi bằng cookie từ các trang cùng nguồn; chương trình gửi token trong `Authorization: Bearer`.',
  },
  'sign-in.code-needed': {
    title: 'Thiếu yếu tố thứ hai',
    fix: 'Gửi mã dùng một lần, hoặc câu trả lời của khóa truy cập, cùng với tên đăng nhập và mật khẩu.',
  },
  'sign-in.locked': {
    title: 'Đăng nhập sai quá nhiều lần: tạm thời không xét mật khẩu nào',
    fix: 'Chờ theo Retry-After. Thời gian chờ tăng sau mỗi lần sai, tối đa mười lăm phút, và tự hết.',
  },
  'sign-in.refused': {
    title: 'Tên đăng nhập, mật khẩu hoặc mã không đúng, hoặc tài khoản đã đóng',
    fix: 'Kiểm tra thông tin đã gửi; sai ở đâu không được cho biết. Hai quản trị viên cấp mã mới khi mất mật khẩu.',
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
