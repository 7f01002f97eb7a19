import type { ENROLLMENT_PROBLEMS } from '../../enrollment/problems';
import type { ProblemText } from '../../wire/problem-definition';

/** What the enrollment service refuses, in Vietnamese. */
export const ENROLLMENT_PROBLEMS_VI = {
  'calendar-day.no-working-day': {
    title: 'Quá nhiều ngày liền nhau không phải ngày làm việc',
    fix: 'Nhiều nhất `maxDays` ngày liền nhau được nghỉ; kiểm tra lại ngày, hoặc rút một ngày khác trước.',
  },
  'calendar-day.not-a-weekend': {
    title: 'Chỉ ngày cuối tuần mới được làm bù cho ngày khác',
    fix: 'Gửi ngày thứ Bảy hoặc Chủ nhật, hoặc hủy ngày nghỉ đã nhập nhầm.',
  },
  'card.before-birth': {
    title: 'Thẻ có giá trị trước ngày sinh của người có thẻ',
    fix: 'So thẻ với người tham gia: thẻ có giá trị sớm nhất từ ngày sinh.',
  },
  'card.begins-too-late': {
    title: 'Thẻ có giá trị quá muộn so với hôm nay',
    fix: 'Danh sách chỉ gồm thẻ đang, đã hoặc sắp có giá trị (`card-groups` của luật); gửi thẻ này sau.',
  },
  'card.dates-reversed': {
    title: 'Thẻ hết hạn trước khi có giá trị',
    fix: 'Gửi `validFrom` không muộn hơn `validTo`.',
  },
  'card.ends-too-late': {
    title: 'Thẻ có giá trị dài hơn mức cho phép của nhóm',
    fix: 'So ngày hết hạn với thẻ; thời hạn của từng nhóm ghi trong luật (`card-groups`).',
  },
  'card.five-years-differ': {
    title: 'Thời điểm đủ 5 năm liên tục không khớp với thẻ hoặc tuổi của người có thẻ',
    fix: 'Sớm nhất là 5 năm sau ngày sinh, muộn nhất là 5 năm sau ngày đầu có giá trị của thẻ.',
  },
  'card.group-unknown': {
    title: 'Không có nhóm thẻ nào mang hai chữ cái này với mức hưởng này',
    fix: 'Gửi số đúng như in trên thẻ; các nhóm và mức hưởng ghi trong luật (`card-groups`).',
  },
  'card.number-differs': {
    title: 'Số thẻ không kết thúc bằng mã số bảo hiểm xã hội của người có thẻ',
    fix: 'So thẻ với người tham gia; gửi số đúng như in trên thẻ.',
  },
  'card.number-taken': {
    title: 'Số thẻ này thuộc về người khác',
    fix: 'So thẻ với người tham gia; gửi số đúng như in trên thẻ.',
  },
  'card.outside-group': {
    title: 'Người có thẻ không ở độ tuổi của nhóm thẻ này',
    fix: 'So thẻ với người tham gia; độ tuổi của từng nhóm ghi trong luật (`card-groups`).',
  },
  'declaration.month-out-of-range': {
    title: 'Tháng nằm ngoài khoảng được kê khai',
    fix: 'Kê khai tháng từ `earliest` đến `latest`.',
  },
  'declaration.person-repeated': {
    title: 'Danh sách nêu người này hai lần',
    fix: 'Mỗi người một dòng; thay đổi tiếp theo gửi trong tờ khai khác.',
  },
  'declaration.wage-below-floor': {
    title: 'Tiền lương thấp hơn mức sàn của tháng theo luật',
    fix: 'Kê khai ít nhất `floorVnd`; luật không cho đóng trên mức lương thấp hơn.',
  },
  'employer.already-registered': {
    title: 'Mã đơn vị này đã được đăng ký',
    fix: 'Dùng đơn vị nêu ở `employerId`.',
  },
  'employer.foreign-unit-code': {
    title: 'Đơn vị chỉ đăng ký mã đơn vị của chính mình',
    fix: 'Dùng token của đơn vị đó, hoặc đề nghị cán bộ bảo hiểm xã hội.',
  },
  'household.member-elsewhere': {
    title: 'Một thành viên đã thuộc hộ khác',
    fix: 'Bỏ các thành viên nêu ở `errors`, hoặc dùng hộ của họ.',
  },
  'household.member-repeated': {
    title: 'Hộ nêu một người hai lần',
    fix: 'Mỗi người chỉ nêu một lần.',
  },
  'household.not-a-member': {
    title: 'Người này không phải thành viên của hộ',
    fix: 'Chỉ đăng ký cho thành viên của hộ.',
  },
  'law.first-day-wrong': {
    title: 'Giá trị của tham số này không bắt đầu vào ngày như vậy',
    fix: 'Gửi ngày bắt đầu theo `span`: ngày bất kỳ, ngày đầu tháng, hoặc ngày 01/01.',
  },
  'law.note-missing': {
    title: 'Giá trị bắt đầu trong quá khứ mà không nêu vì sao trước đây chưa biết',
    fix: 'Gửi `note`. Những gì đã tính theo giá trị cũ được giữ nguyên cho đến khi có người quyết định.',
  },
  'law.nothing-before': {
    title: 'Nếu không có giá trị này thì có ngày không có quy định nào',
    fix: 'Gửi giá trị đúng cho cùng ngày bắt đầu, thay vì rút giá trị này.',
  },
  'participant.changed-meanwhile': {
    title: 'Một yêu cầu khác vừa thay đổi cùng người này',
    fix: 'Gửi lại đúng yêu cầu đó.',
  },
  'participant.identity-differs': {
    title: 'Cơ quan bảo hiểm xã hội biết số định danh này với họ tên, ngày sinh hoặc giới tính khác',
    fix: 'So với căn cước; nếu dữ liệu của cơ quan sai, đề nghị cán bộ sửa hồ sơ.',
  },
  'participant.personal-id-conflict': {
    title: 'Số định danh không khớp với giới tính hoặc năm sinh',
    fix: 'Chữ số thứ tư đến thứ sáu thể hiện thế kỷ, giới tính và năm sinh: sửa số hoặc các trường kia.',
  },
  'participant.si-number-differs': {
    title: 'Cơ quan bảo hiểm xã hội biết người này với mã số khác',
    fix: 'Bỏ mã số, hoặc gửi mã số do cơ quan cấp.',
  },
  'participant.si-number-taken': {
    title: 'Mã số bảo hiểm xã hội này thuộc về người khác',
    fix: 'Bỏ mã số, hoặc gửi mã số đúng.',
  },
  'participation.already-open': {
    title: 'Người lao động này đang được kê khai tại đơn vị',
    fix: 'Gửi `changeWage` cho mức lương mới, hoặc `stop` trước khi bắt đầu lại.',
  },
  'participation.month-before-start': {
    title: 'Tháng nằm trước phần đã kê khai cho người lao động này',
    fix: 'Kê khai tháng từ `earliest` trở đi.',
  },
  'participation.none-open': {
    title: 'Người lao động này không được kê khai tại đơn vị',
    fix: 'Gửi `start` trước.',
  },
} as const satisfies Record<keyof typeof ENROLLMENT_PROBLEMS, ProblemText>;
