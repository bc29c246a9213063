export default {
  calendar: {
    title: 'Lịch làm việc', lead: 'Ngày nghỉ, ngày nghỉ bù, ngày làm bù và giờ làm việc. Ngày hẹn trả đã ghi trên Giấy tiếp nhận không tự đổi khi sửa lịch; tính lại hạn là một việc riêng, có ghi nhật ký.',
    days: 'Ngày nghỉ và ngày làm bù', daysOf: 'Ngày nghỉ và ngày làm bù năm {year}', unknownYear: 'Chưa có dữ liệu ngày nghỉ năm {year}: chỉ có thứ Bảy và Chủ nhật được coi là ngày nghỉ.',
    readOnly: 'Chỉ ghế Quản trị hệ thống được thêm, bỏ ngày trong lịch. Quản trị đơn vị đặt giờ làm việc của đơn vị mình.',
    late: 'Hồ sơ có hạn khác với lịch hiện hành', lateLead: 'Hạn đã ghi (trước) và hạn nếu tính lại theo lịch hiện hành (sau).', lateNone: 'Mọi hạn đang mở đều khớp với lịch hiện hành.',
  },
  day: {
    day: 'Ngày', kind: 'Loại ngày', name: 'Tên ngày', nameEn: 'Tên tiếng Anh (không bắt buộc)', source: 'Căn cứ', sourceHint: 'Luật hoặc quyết định, ví dụ: QĐ 123/QĐ-TTg', actions: 'Thao tác',
    remove: 'Bỏ', removeTitle: 'Bỏ ngày {day} khỏi lịch', removeSend: 'Bỏ khỏi lịch', removed: 'Đã bỏ ngày {day} khỏi lịch', reason: 'Lý do',
    addTitle: 'Thêm ngày vào lịch', look: 'Xem ảnh hưởng', write: 'Ghi vào lịch', added: 'Đã thêm ngày {day} vào lịch',
  },
  kind: { holiday: 'Nghỉ lễ, tết', lieu: 'Nghỉ bù, nghỉ hoán đổi', 'make-up': 'Làm bù' },
  certainty: { recalled: 'theo trí nhớ, cần đối chiếu', computed: 'tính theo quy tắc', projected: 'dự kiến, chưa có văn bản', authored: 'do quản trị nhập' },
  effect: {
    title: 'Nếu ghi vào lịch', dossier: 'Hồ sơ', kind: 'Hạn', from: 'Hạn đã ghi', to: 'Hạn theo lịch này', term: 'Ngày hẹn trả', acceptance: 'Hạn tiếp nhận', none: 'Không hồ sơ nào đổi hạn.',
    counts: 'Đã xem {n} hồ sơ đang mở.', leftOut: '{n} hồ sơ có hạn đã được dừng hoặc gia hạn không nằm trong phép thử này.', promised: 'Ghi vào lịch không làm đổi hạn đã hẹn với người nộp.',
  },
  accounts: {
    title: 'Tài khoản', lead: 'Quản trị đơn vị quản lý tài khoản của cơ quan mình và đơn vị trực thuộc; quản trị hệ thống quản lý tất cả.', add: 'Thêm tài khoản', import: 'Nhập danh sách', noPasswords: 'Tài khoản trong bài tập huấn không có mật khẩu: ngồi vào ghế là dùng được.',
    search: 'Tìm theo tên, mã, vai trò, đơn vị (không cần dấu)', shown: '{n} trên {of} tài khoản', id: 'Mã tài khoản', idHint: 'Chữ thường không dấu, chữ số, dấu chấm, gạch nối', name: 'Họ tên', role: 'Vai trò',
    org: 'Đơn vị', orgCode: 'Mã đơn vị', work: 'Đang giữ', dossiers: '{n} hồ sơ', disabled: 'Đã khóa', move: 'Điều chuyển', disable: 'Khóa', enable: 'Mở lại', send: 'Ghi',
    title_add: 'Thêm tài khoản', title_move: 'Đổi vai trò, đơn vị: {name}', title_disable: 'Khóa tài khoản: {name}', title_enable: 'Mở lại tài khoản: {name}',
    done: { add: 'Đã thêm tài khoản {name}', move: 'Đã điều chuyển {name}', disable: 'Đã khóa tài khoản {name}', enable: 'Đã mở lại tài khoản {name}' },
  },
  import: {
    lead: 'Bảng tính .xlsx (Excel, LibreOffice) hoặc CSV UTF-8, tối đa 500 dòng; một dòng tiêu đề nêu bốn cột: mã tài khoản, họ tên, vai trò, đơn vị. Xem kết quả từng dòng trước; chỉ khi mọi dòng đều đúng mới nhập được, nhập tất cả hoặc không dòng nào.',
    template: 'Tải tệp mẫu .xlsx', reading: 'Đang đọc tệp…', sheet: 'Trang tính', header: 'Dòng tiêu đề: dòng {line}', wrongOnly: 'Chỉ xem dòng sai', cell: 'Ô {place} – {column}',
    file: 'Chọn tệp', counts: '{good} dòng đúng, {bad} dòng sai.', line: 'Dòng', outcome: 'Kết quả', good: 'Sẽ thêm', send: 'Nhập tất cả', done: 'Đã nhập {n} tài khoản',
    column: { id: 'Mã tài khoản', name: 'Họ tên', role: 'Vai trò', org: 'Đơn vị' },
  },
  orgs: {
    title: 'Đơn vị và mã định danh', lead: 'Mã cho biết đơn vị thuộc cơ quan nào (QĐ 20/2020/QĐ-TTg). Mã mở trong bài tập huấn có phần bắt đầu bằng T: không trùng mã thật.',
    search: 'Tìm theo tên, mã, loại đơn vị (không cần dấu)', shown: 'Đang xem {n} trên {of} đơn vị', closedToo: 'Cả mã đã đóng',
    name: 'Đơn vị', kind: 'Loại đơn vị', code: 'Mã định danh', use: 'Đang có', counts: '{accounts} tài khoản, {dossiers} hồ sơ đang mở', own: 'đơn vị của bạn', below: 'Đơn vị trực thuộc {org}',
    from: 'từ {from}', fromTo: 'từ {from} đến hết {to}', replaced: '– thay bằng {code}',
    state: { open: 'đang mở', closing: 'sắp đóng', closed: 'đã đóng', not_yet: 'chưa mở' },
    add: 'Thêm đơn vị', change: 'Sửa', close: 'Đóng mã', reopen: 'Mở lại', move: 'Chuyển',
    title_add: 'Thêm đơn vị trực thuộc {org}', title_change: 'Sửa tên, địa chỉ: {org}', title_close: 'Đóng mã định danh: {org}', title_reopen: 'Mở lại mã định danh: {org}', title_move: 'Chuyển đơn vị: {org}',
    codeHint: 'Mã của đơn vị cấp trên, dấu chấm, chữ T và 2–3 chữ số. Mã đã dùng không cấp lại.', openOn: 'Ngày mở', nameVi: 'Tên đơn vị', nameEn: 'Tên tiếng Anh (không bắt buộc)', address: 'Địa chỉ', phone: 'Điện thoại', email: 'Thư điện tử',
    changeHint: 'Giấy tờ đã phát hành giữ tên cũ; giấy tờ mới mang tên mới.', lastDay: 'Ngày cuối cùng mã còn hiệu lực', successor: 'Mã thay thế', noSuccessor: 'Không có', newParent: 'Đơn vị cấp trên mới', chooseParent: 'Chọn đơn vị cấp trên', newCode: 'Mã mới',
    look: 'Xem ảnh hưởng', effect: 'Ảnh hưởng', bearsOn: '{accounts} tài khoản, {dossiers} hồ sơ đang mở', cannot: 'Chưa thực hiện được',
    means_close: 'hồ sơ đã nộp giữ mã cũ và được giải quyết đến hết; hồ sơ mới không nộp vào mã đã đóng.', means_reopen: 'bỏ ngày đóng; mã lại nhận hồ sơ mới.', means_move: 'mã cũ đóng từ hôm nay, đơn vị mang mã mới theo cấp trên mới, các tài khoản chuyển theo.',
    send_close: 'Đóng mã', send_reopen: 'Mở lại', send_move: 'Chuyển đơn vị',
    done: { add: 'Đã mở đơn vị {org}', change: 'Đã sửa đơn vị {org}', close: 'Đã đóng mã của {org}', reopen: 'Đã mở lại mã của {org}', move: 'Đã chuyển {org}' },
  },
  setup: {
    title: 'Kiểm tra cấu hình', errors: '{n} lỗi', warnings: '{n} cảnh báo', fine: 'không thấy gì bất thường', none: 'Mọi bước của các thủ tục đang mở đều có người làm.', severity: { error: 'Lỗi', warning: 'Cảnh báo' },
  },
  rights: {
    title: 'Vai trò và quyền', lead: 'Vai trò nào được làm việc gì, lấy từ chính bảng thao tác của hệ thống. Với một hồ sơ cụ thể còn phải đúng trạng thái và đúng người giữ bước.', open: 'Xem vai trò và quyền',
    anyRole: 'Mọi vai trò', roleCount: '{role} ({n} tài khoản)', search: 'Tìm thao tác (không cần dấu)', shown: '{n} trên {of} thao tác', act: 'Thao tác', roles: 'Vai trò được làm', article: 'Căn cứ',
  },
  recompute: { send: 'Tính lại hạn', hint: 'Ghi vào nhật ký của từng hồ sơ. Ngày hẹn trả ban đầu vẫn được giữ.', done: 'Đã tính lại hạn theo lịch hiện hành' },
  hours: {
    title: 'Giờ làm việc theo cơ quan', org: 'Cơ quan', sessions: 'Các buổi', own: 'riêng', default: 'theo mặc định', change: 'Đổi giờ', changeTitle: 'Đổi giờ làm việc: {org}',
    hint: 'Mỗi buổi giờ:phút-giờ:phút, cách nhau dấu phẩy, tối đa 4 buổi; để trống là theo mặc định. Ví dụ: 07:00-11:30, 13:30-17:00', write: 'Ghi giờ làm việc', done: 'Đã đặt giờ làm việc: {org}',
  },
}
