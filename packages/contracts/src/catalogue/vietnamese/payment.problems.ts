import type { PAYMENT_PROBLEMS } from '../../payment/problems';
import type { ProblemText } from '../../wire/problem-definition';

/** What the payment service refuses, in Vietnamese. */
export const PAYMENT_PROBLEMS_VI = {
  'benefit.already-claimed': {
    title: 'Chế độ này đã được giải quyết, hoặc đang có hồ sơ đề nghị',
    fix: 'Xem chế độ nêu ở `benefitId`; hồ sơ đã bị từ chối không cản trở.',
  },
  'benefit.already-decided': {
    title: 'Chế độ này đã có quyết định',
    fix: 'Xem chế độ; quyết định là cuối cùng.',
  },
  'benefit.before-retirement-age': {
    title: 'Người này chưa đến tuổi nghỉ hưu',
    fix: 'Đề nghị lương hưu từ `firstMonth` trở đi; nghỉ hưu trước tuổi là chế độ khác.',
  },
  'benefit.claim-invalid': {
    title: 'Hồ sơ mâu thuẫn với chính nó hoặc với sổ đăng ký, hoặc còn thiếu',
    fix: 'Sửa những gì `errors` nêu.',
  },
  'benefit.index-missing': {
    title: 'Hệ số điều chỉnh tiền lương của năm đó chưa công bố',
    fix: 'Chờ bảng hệ số hằng năm, hoặc sửa các tháng.',
  },
  'benefit.not-entitled': {
    title: 'Hồ sơ không có quyền hưởng chế độ này',
    fix: 'Xem `condition` để biết luật đòi hỏi gì và `source` để biết ở đâu; sửa hồ sơ, hoặc trả lời người đề nghị.',
  },
  'benefit.participant-unknown': {
    title: 'Ở đây chưa biết người tham gia này',
    fix: 'Đăng ký người tham gia trước; người mới sẽ được biết sau giây lát.',
  },
  'benefit.person-differs': {
    title: 'Ngày sinh hoặc giới tính khác với sổ đăng ký',
    fix: 'Sửa hồ sơ, hoặc sửa sổ đăng ký người tham gia trước.',
  },
  'benefit.receiver-deceased': {
    title: 'Người nhận đã chết',
    fix: 'Xem khoản trợ cấp chứng minh điều đó trong `benefitId`: từ chối hồ sơ này, để người có quyền hiện nay đề nghị.',
  },
  'benefit.record-invalid': {
    title: 'Quá trình đóng mâu thuẫn với chính nó',
    fix: 'Sửa các giai đoạn nêu ở `errors`: theo thứ tự thời gian, không tháng nào hai lần, tất cả trước khi hưởng.',
  },
  'benefit.too-few-years': {
    title: 'Số tháng đã đóng chưa đủ để hưởng lương hưu',
    fix: 'Cần ít nhất `requiredMonths`; quá trình có `paidMonths`.',
  },
  'payout-batch.already-approved': {
    title: 'Đợt chi này đã được duyệt',
    fix: 'Xem đợt chi; ngân hàng có thể lấy về.',
  },
  'payout-batch.bank-unknown': {
    title: 'Cơ quan không chi qua ngân hàng này',
    fix: 'Dùng mã BIN của ngân hàng trong `banks`.',
  },
  'payout-batch.empty': {
    title: 'Không có khoản chi nào sẵn sàng cho ngân hàng',
    fix: 'Lập khoản chi trước; khoản đã ở đợt khác không lấy hai lần.',
  },
  'payout-batch.execution-date': {
    title: 'Ngày thực hiện đã qua',
    fix: 'Nêu hôm nay hoặc một ngày sau theo giờ Việt Nam.',
  },
  'payout-batch.not-approved': {
    title: 'Đợt chi này chưa được duyệt',
    fix: 'Cán bộ khác duyệt trước.',
  },
  'payout-batch.report-differs': {
    title: 'Báo cáo trả lời cho đợt chi khác',
    fix: 'Gửi đến đợt chi có mã thông điệp trong OrgnlMsgId.',
  },
  'payout-batch.report-unreadable': {
    title: 'Không đọc được báo cáo trạng thái',
    fix: 'Sửa những gì `errors` nêu; chưa có gì của báo cáo được áp dụng.',
  },
  'payout.account-name-differs': {
    title: 'Tài khoản đứng tên khác',
    fix: 'Dùng tài khoản của người hưởng: `accountName` phải là tên đã đăng ký.',
  },
  'payout.account-unknown': {
    title: 'Ở đây chưa biết tài khoản của cơ sở này',
    fix: 'Đăng ký cơ sở; khoản chi được lập ngay khi có tài khoản.',
  },
  'payout.already-paid': {
    title: 'Khoản này đã được chi',
    fix: 'Không chi lần nữa: xem `paidAt`.',
  },
  'payout.amount-differs': {
    title: 'Số tiền khác với số của khoản chi',
    fix: 'Chi đúng `expectedVnd`.',
  },
  'payout.destination-refused': {
    title: 'Không thể chi cho người hưởng này ở đó',
    fix: 'Cơ sở khám chữa bệnh được chi vào tài khoản ngân hàng.',
  },
  'payout.month-too-early': {
    title: 'Tháng này còn quá xa',
    fix: 'Lập tháng này hoặc tháng sau.',
  },
  'payout.not-payable': {
    title: 'Khoản chi đang ở trạng thái khác',
    fix: 'Xem `status`: chỉ khoản đang mở mới được chi hoặc trả lại.',
  },
  'payout.not-returned': {
    title: 'Chỉ khoản bị trả lại mới được chi lại',
    fix: 'Xem `status`; chờ ngân hàng hoặc bưu điện.',
  },
  'payout.paid-in-future': {
    title: 'Thời điểm chi nằm trong tương lai',
    fix: 'Kiểm tra đồng hồ tại quầy và gửi đúng thời điểm.',
  },
  'payout.payee-unknown': {
    title: 'Phiên bản này không biết tài khoản của loại người nhận này phải chứng minh gì',
    fix: 'Chuyển hướng khoản chi bằng phiên bản biết loại người nhận `beneficiaryKind`.',
  },
  'payout.receiver-differs': {
    title: 'Giấy tờ xuất trình không phải của người hưởng',
    fix: 'Chi cho chính người hưởng, và kiểm tra số đã nhập.',
  },
  'payout.redirected-too-often': {
    title: 'Khoản này đã được chi lại quá nhiều lần',
    fix: 'Làm rõ nơi nhận với người hưởng bằng cách khác.',
  },
} as const satisfies Record<keyof typeof PAYMENT_PROBLEMS, ProblemText>;
