import type { KindName } from '../wire/open-kind';

/** What waits for a second person, by the door that was asked, as it stands in the list of who decides. Sorted. */
export const HELD_KINDS: Readonly<Record<string, KindName>> = {
  'POST /v1/advances': { vi: 'Duyệt tạm ứng quý cho cơ sở KCB', en: 'Advance of a facility for a quarter' },
  'POST /v1/calendar-days/:day/withdrawal': {
    vi: 'Rút ngày nghỉ hoặc ngày làm bù',
    en: 'Withdrawal of a day of the calendar',
  },
  'POST /v1/clients': { vi: 'Đăng ký client của đối tác', en: "Registration of a partner's client" },
  'POST /v1/clients/:clientId/enabling': { vi: 'Mở lại client đã khóa', en: 'Letting a client in again' },
  'POST /v1/clients/:clientId/rotations': {
    vi: 'Thay mật khẩu hoặc khóa của client',
    en: 'New secret or keys of a client',
  },
  'POST /v1/employers/:employerId/declarations': {
    vi: 'Kê khai người lao động (D02-LT) thay đơn vị',
    en: 'Declaration of workers (D02-LT) for an employer',
  },
  'POST /v1/facilities': { vi: 'Đăng ký hoặc thay đổi cơ sở KCB', en: 'Registration or change of a facility' },
  'POST /v1/facilities/:facilityCode/catalogues/:kind': {
    vi: 'Nạp danh mục của cơ sở KCB',
    en: 'List of what a facility may use',
  },
  'POST /v1/facilities/:facilityCode/certificates': {
    vi: 'Đăng ký chứng thư số của cơ sở KCB',
    en: 'Certificate of a facility',
  },
  'POST /v1/households': { vi: 'Ghi nhận hộ gia đình', en: 'Enrolment of a household' },
  'POST /v1/households/:householdId/health-insurance-orders': {
    vi: 'Đăng ký đóng BHYT hộ gia đình',
    en: 'Order of health insurance for a household',
  },
  'POST /v1/imports/participants': {
    vi: 'Nhập danh sách người tham gia và thẻ BHYT',
    en: 'Import of participants and their cards',
  },
  'POST /v1/law/:parameter/:firstDay/withdrawal': {
    vi: 'Rút một giá trị theo luật',
    en: 'Withdrawal of a value of the law',
  },
  'POST /v1/payouts/:payoutId/redirections': { vi: 'Chi lại khoản bị trả về', en: 'Redirection of a returned payout' },
  'POST /v1/periods/:quarter/closing': { vi: 'Khóa sổ quyết toán quý', en: 'Closing of the accounts of a quarter' },
  'POST /v1/settlements': { vi: 'Duyệt thanh toán tháng cho cơ sở KCB', en: 'Settlement of a facility for a month' },
  'POST /v1/signing-keys/roll-overs': { vi: 'Thay khóa ký của cổng', en: 'New signing key of the gateway' },
  'POST /v1/staff': { vi: 'Tạo tài khoản cán bộ', en: 'Account of a member of staff' },
  'PUT /v1/appraisal-rules/:code': { vi: 'Đổi quy tắc giám định', en: 'Setting of a rule of the appraisal' },
  'PUT /v1/calendar-days/:day': { vi: 'Nhập ngày nghỉ hoặc ngày làm bù', en: 'Day of the calendar' },
  'PUT /v1/clients/:clientId/expiry': { vi: 'Đổi hạn dùng của client', en: 'Expiry of a client' },
  'PUT /v1/facilities/:facilityCode/budgets/:year': {
    vi: 'Giao dự toán năm cho cơ sở KCB',
    en: 'Budget of a facility for a year',
  },
  'PUT /v1/law/:parameter/:firstDay': { vi: 'Nhập một giá trị theo luật', en: 'Value of the law' },
  'PUT /v1/staff/:accountId/roles': { vi: 'Đổi vai trò của cán bộ', en: 'Roles of a member of staff' },
  'PUT /v1/wage-zones/:communeCode': { vi: 'Nhập vùng lương của xã', en: 'Minimum-wage zone of a commune' },
};

/** What is made by one person and decided by another one in states of its own, by the door at which it is decided. Sorted. */
export const WAITING_KINDS: Readonly<Record<string, KindName>> = {
  'POST /v1/benefit-claims/:benefitId/decisions': { vi: 'Quyết định hưởng trợ cấp', en: 'Decision of a benefit' },
  'POST /v1/payout-batches/:batchId/approvals': {
    vi: 'Duyệt lô chi qua ngân hàng',
    en: 'Release of a batch of payouts',
  },
};

/** Of a door that this release does not name, its address. */
export const nameOfHeld = (kind: string): KindName => HELD_KINDS[kind] ?? WAITING_KINDS[kind] ?? { vi: kind, en: kind };
