// docs/limits.md: what a file and a body may hold, by door, in both languages.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../infra/local/prepare.mjs';
import { table } from './events-page.mjs';

const require = createRequire(join(root, 'packages/platform/package.json'));
const { JSON_BODY } = require('@ansinh/http/admission');
const { WAITING_MAX } = require('@ansinh/approvals');
const { FINDINGS_MAX } = require('@ansinh/contracts/wire/field-error');

const number = (value) => value.toLocaleString('en-US');

/** One row for each limit of a door that takes a file; the door is named in the first of them. */
function rowsOf({ method, path, body }) {
  const limits = [{ max: body.limitBytes, en: 'bytes', vi: 'byte' }, ...(body.limits ?? [])];
  return limits.map(({ max, en, vi }, index) => [
    index === 0 ? `\`${method.toUpperCase()} ${path}\`` : '',
    number(max),
    en,
    vi,
  ]);
}

export function limitsPage(services) {
  const doors = services
    .flatMap(({ definition }) => definition.routes)
    .filter(({ body }) => body.form === 'bytes' || body.form === 'stream')
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const parts = [
    '# Limits of files and bodies',
    'Generated from the routes by `npm run generate`. Giới hạn của tệp và nội dung gửi lên.',
    'Limits are counted while a file is read, and a file beyond one of them is refused with the limit in its answer; nothing of it is stored. A file that keeps to all of them and still takes more time or memory than any file may is refused with `request.too-complex`. Large files are read one after the other in threads of their own: when too many wait, the answer is 503 with `Retry-After`. Tệp vượt giới hạn bị từ chối, câu trả lời nêu rõ giới hạn; không có phần nào được lưu.',
    table(['Door', 'At most', 'of what', 'Đơn vị'], doors.flatMap(rowsOf)),
    '## Bodies of JSON',
    `At most ${number(JSON_BODY.bytes)} bytes of UTF-8, ${number(JSON_BODY.values)} values and names, ${JSON_BODY.depth} lists and objects inside each other. No text may hold NUL or half of a character (a lone surrogate). Nội dung JSON: tối đa ${number(JSON_BODY.bytes)} byte UTF-8, ${number(JSON_BODY.values)} giá trị và tên, lồng nhau ${JSON_BODY.depth} lớp.`,
    '## What waits for a second person',
    `Of one person at most ${number(WAITING_MAX.max)} requests wait at a time in one service, with files of ${number(WAITING_MAX.maxBytes)} bytes together; more are refused with \`approval.too-many\` (409) until some are decided, taken back or over. Mỗi người có tối đa ${number(WAITING_MAX.max)} đề nghị chờ người thứ hai cùng lúc ở một dịch vụ, các tệp kèm theo tổng cộng tối đa ${number(WAITING_MAX.maxBytes)} byte.`,
    '## Refusals',
    `A refusal tells the first ${FINDINGS_MAX} findings; \`findings\` says how many were found where there are more. A long list that is wrong in many places is not looked through to its end. Câu trả lời từ chối nêu tối đa ${FINDINGS_MAX} lỗi đầu tiên; \`findings\` là số lỗi đã tìm thấy.`,
  ];
  return `${parts.join('\n\n')}\n`;
}
