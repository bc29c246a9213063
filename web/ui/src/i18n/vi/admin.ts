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
  recompute: { send: 'Tính lại hạn', hint: 'Ghi vào nhật ký của từng hồ sơ. Ngày hẹn trả ban đầu vẫn được giữ.', done: 'Đã tính lại hạn theo lịch hiện hành' },
  hours: {
    title: 'Giờ làm việc theo cơ quan', org: 'Cơ quan', sessions: 'Các buổi', own: 'riêng', default: 'theo mặc định', change: 'Đổi giờ', changeTitle: 'Đổi giờ làm việc: {org}',
    hint: 'Mỗi buổi giờ:phút-giờ:phút, cách nhau dấu phẩy, tối đa 4 buổi; để trống là theo mặc định. Ví dụ: 07:00-11:30, 13:30-17:00', write: 'Ghi giờ làm việc', done: 'Đã đặt giờ làm việc: {org}',
  },
}
