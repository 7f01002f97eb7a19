import type { HEALTH_INSURANCE_PROBLEMS } from '../../health-insurance/problems';
import type { ProblemText } from '../../wire/problem-definition';

/** What the health insurance service refuses, in Vietnamese. */
export const HEALTH_INSURANCE_PROBLEMS_VI = {
  'advance.already-approved': {
    title: 'Cơ sở này đã được tạm ứng cho quý',
    fix: 'Xem các khoản tạm ứng của cơ sở; mỗi quý có một khoản.',
  },
  'advance.nothing-reported': {
    title: 'Cơ sở không báo chi phí trong quý trước',
    fix: 'Chờ hồ sơ của `reportedQuarter`; tạm ứng là một phần của chi phí đó.',
  },
  'advance.quarter-not-begun': {
    title: 'Quý chưa bắt đầu',
    fix: 'Duyệt tạm ứng từ `firstDay` trở đi, khi quý trước đã đủ.',
  },
  'advance.quarter-not-covered': {
    title: 'Không có quy định về tạm ứng cho quý này',
    fix: 'Kiểm tra lại quý; tỷ lệ tạm ứng có từ `firstQuarter`.',
  },
  'bundle.unreadable': {
    title: 'Không đọc được gói hồ sơ',
    fix: 'Gửi tệp ZIP gồm các tệp hồ sơ (.xml), trong giới hạn và sửa theo `reason`; chưa có gì được lưu.',
  },
  'catalogue.rows-invalid': {
    title: 'Danh mục có dòng không dùng được; chưa có gì được lưu',
    fix: 'Sửa từng chỗ trong `errors`, `/<dòng từ 0>/<cột>`, rồi gửi lại cả danh mục.',
  },
  'catalogue.unreadable': {
    title: 'Danh mục không phải mảng JSON, NDJSON, CSV hoặc bảng tính (XLSX) đọc được',
    fix: 'Sửa theo `reason`: mảng JSON gồm các dòng, mỗi dòng một đối tượng JSON, CSV mã UTF-8 có tên cột ở dòng đầu, hoặc XLSX có tên cột trong một dòng của trang đầu.',
  },
  'certificate.of-another-facility': {
    title: 'Chứng thư này đã đăng ký cho cơ sở khác',
    fix: 'Đăng ký chứng thư cấp cho cơ sở này; hai cơ sở không bao giờ ký bằng cùng một khóa.',
  },
  'certificate.unusable': {
    title: 'Không thể ký tệp hồ sơ bằng chứng thư này',
    fix: 'Gửi một chứng thư X.509 dạng PEM, không kèm khóa bí mật, sửa theo `reason`.',
  },
  'check-in.structure-invalid': {
    title: 'Hồ sơ check-in sai cấu trúc; chưa có gì được lưu',
    fix: 'Sửa từng chỗ trong `errors`, `/XML0/<STT>/<trường>`, rồi gửi lại.',
  },
  'claim.already-accepted': {
    title: 'Hồ sơ này đã được tiếp nhận',
    fix: 'Chỉ gửi lại hồ sơ đã bị trả; nếu hồ sơ đã tiếp nhận bị sai, liên hệ cơ quan bảo hiểm xã hội.',
  },
  'claim.decision-impossible': {
    title: 'Quyết định không phù hợp với hồ sơ',
    fix: 'Sửa từng chỗ trong `errors`: một câu hỏi đang mở của hồ sơ, hoặc một dòng của XML2 hay XML3 và không quá số đề nghị.',
  },
  'claim.in-appraisal': {
    title: 'Hồ sơ này đang được giám định',
    fix: 'Xem hồ sơ cho đến khi được tiếp nhận hoặc bị trả; chỉ hồ sơ bị trả mới gửi lại.',
  },
  'claim.not-open': {
    title: 'Hồ sơ này không mở để quyết định',
    fix: 'Chỉ hồ sơ đã tiếp nhận và chưa quyết toán mới được giải trình, quyết định hoặc trả lại; xem `status`.',
  },
  'claim.other-facility': {
    title: 'Tệp của cơ sở khác',
    fix: 'Gửi MACSKCB và MA_CSKCB của cơ sở mà token thuộc về.',
  },
  'claim.question-not-open': {
    title: 'Không có câu hỏi đang mở với số này',
    fix: 'Lấy số từ GET /v1/appraisal-questions; câu hỏi đã quyết định không nhận giải trình.',
  },
  'claim.structure-invalid': {
    title: 'Tệp sai cấu trúc; chưa có gì được lưu',
    fix: 'Sửa từng chỗ trong `errors`, `/HOSO/<n>/<bảng>/<STT>/<trường>`, rồi gửi lại cả tệp.',
  },
  'period.already-closed': {
    title: 'Quý này đã khóa sổ',
    fix: 'Xem biên bản quyết toán của quý; quý đã khóa không mở lại.',
  },
  'period.closed': {
    title: 'Sổ của quý này đã khóa',
    fix: 'Hồ sơ của `quarter` được quyết toán ở tháng sau: cơ sở gửi lại với tháng quyết toán khác.',
  },
  'period.not-over': {
    title: 'Quý này chưa kết thúc',
    fix: 'Khóa sổ sau `lastDay`.',
  },
  'period.open-claims': {
    title: 'Quý còn hồ sơ chưa quyết toán',
    fix: 'Chờ giám định và quyết toán các cơ sở nêu ở `facilities`, rồi khóa sổ.',
  },
  'settlement.nothing-to-settle': {
    title: 'Không có gì để quyết toán',
    fix: 'Quyết toán tháng mà cơ sở có hồ sơ đã tiếp nhận và chưa quyết toán.',
  },
  'watch-case.already-concluded': {
    title: 'Vụ việc này đã có kết luận',
    fix: 'Xem vụ việc; kết luận chỉ đưa ra một lần.',
  },
} as const satisfies Record<keyof typeof HEALTH_INSURANCE_PROBLEMS, ProblemText>;
