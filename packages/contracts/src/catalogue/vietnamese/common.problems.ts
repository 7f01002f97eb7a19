import type { COMMON_PROBLEMS } from '../../wire/common.problems';
import type { ProblemText } from '../../wire/problem-definition';

/** The same in Vietnamese. */
export const COMMON_PROBLEMS_VI = {
  'auth.forbidden': {
    title: 'Token không có quyền thực hiện việc này',
    fix: 'Dùng client có quyền nêu trong `permission`.',
  },
  'auth.token-invalid': {
    title: 'Thiếu access token, token hết hạn hoặc không do hệ thống này cấp',
    fix: 'Lấy token tại POST /oauth/token và gửi trong `Authorization: Bearer`.',
  },
  'auth.token-revoked': {
    title: 'Access token đã bị thu hồi trước hạn',
    fix: 'Lấy token mới tại POST /oauth/token hoặc đăng nhập lại. Nếu vẫn bị từ chối thì client, tài khoản hoặc phiên đã bị khóa: đề nghị liên hệ cơ quan bảo hiểm xã hội.',
  },
  'idempotency.answer-gone': {
    title: 'Yêu cầu này đã được thực hiện; câu trả lời không còn được lưu',
    fix: 'Nó đã có hiệu lực một lần, lúc `doneAt`, và không lặp lại. Hãy đọc chính đối tượng đó; dùng khóa mới cho nghiệp vụ mới.',
  },
  'idempotency.in-flight': {
    title: 'Yêu cầu với khóa này đang được xử lý',
    fix: 'Chờ hết Retry-After rồi gửi lại đúng yêu cầu đó.',
  },
  'idempotency.key-invalid': {
    title: 'Không đọc được Idempotency-Key',
    fix: 'Gửi từ 1 đến 255 ký tự ASCII in được, để trần hoặc trong dấu ngoặc kép.',
  },
  'idempotency.key-missing': {
    title: 'Lời gọi này cần Idempotency-Key',
    fix: 'Gửi một khóa của riêng mình, duy nhất cho mỗi nghiệp vụ, và dùng lại khóa đó khi gửi lại.',
  },
  'idempotency.key-reused': {
    title: 'Khóa này đã dùng cho một yêu cầu khác',
    fix: 'Dùng khóa mới cho nghiệp vụ mới; gửi lại nội dung cũ để nhận câu trả lời cũ.',
  },
  'internal.error': {
    title: 'Có lỗi ở phía hệ thống',
    fix: 'Thử lại; nếu vẫn lỗi, báo cho chúng tôi mã vết (trace id).',
  },
  'register.disagrees': {
    title: 'Thông tin không khớp với sổ đăng ký: đề nghị kiểm tra giấy tờ',
    fix: 'So số, họ tên, ngày sinh và giới tính với giấy tờ. Nội dung trong sổ không được nêu ở đây; nếu giấy tờ đúng, đề nghị liên hệ cơ quan bảo hiểm xã hội.',
  },
  'register.paused': {
    title: 'Hôm nay có quá nhiều thông tin không khớp với sổ đăng ký nên tạm ngừng đối chiếu',
    fix: 'Kiểm tra lại giấy tờ và gửi lại sau Retry-After.',
  },
  'request.body-too-large': {
    title: 'Nội dung lớn hơn giới hạn',
    fix: 'Giữ trong giới hạn nêu ở `limitBytes`.',
  },
  'request.invalid': {
    title: 'Một số trường không được chấp nhận',
    fix: 'Sửa từng trường trong `errors` rồi gửi lại với cùng khóa.',
  },
  'request.malformed': {
    title: 'Không đọc được nội dung',
    fix: 'Gửi đúng như Content-Type khai báo: JSON, NDJSON hoặc XML đúng cú pháp, mã UTF-8.',
  },
  'request.media-type': {
    title: 'Kiểu nội dung này không được nhận ở đây',
    fix: 'Dùng một trong các kiểu nội dung trong `accepted`.',
  },
  'request.method': {
    title: 'Địa chỉ này không nhận phương thức này',
    fix: 'Dùng một trong các phương thức trong `allowed`.',
  },
  'request.not-found': {
    title: 'Không có đối tượng này',
    fix: 'Kiểm tra địa chỉ và mã định danh; dữ liệu của đơn vị khác không được hiển thị.',
  },
  'request.too-complex': {
    title: 'Đọc tệp này tốn nhiều thời gian hoặc bộ nhớ hơn mức cho phép',
    fix: 'Chia nhỏ tệp, hoặc lưu lại bằng phần mềm đã tạo ra nó: `seconds` và `megabytes` là mức cho phép.',
  },
  'request.too-many': {
    title: 'Quá nhiều yêu cầu',
    fix: 'Chờ hết Retry-After.',
  },
  'service.busy': {
    title: 'Một yêu cầu khác đang xử lý cùng dữ liệu này lâu hơn thời gian chờ',
    fix: 'Chờ hết Retry-After rồi gửi lại đúng yêu cầu đó; yêu cầu này chưa được thực hiện.',
  },
  'service.unavailable': {
    title: 'Hiện dịch vụ không trả lời được',
    fix: 'Chờ hết Retry-After rồi gửi lại đúng yêu cầu đó.',
  },
} as const satisfies Record<keyof typeof COMMON_PROBLEMS, ProblemText>;
