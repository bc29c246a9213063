export default {
  state: { open: 'Đang mở', closed: 'Đã đóng' },
  classes: {
    title: 'Lớp tập huấn', create: 'Mở lớp mới', none: 'Chưa có lớp nào', noneText: 'Mở lớp đầu tiên: đặt tên, chọn bài tập, chiếu mã lớp.',
    name: 'Tên lớp', code: 'Mã lớp', state: 'Trạng thái', trainees: 'Học viên', exercises: 'Bài tập', opened: 'Mở lúc',
  },
  create: {
    title: 'Mở lớp mới', name: 'Tên lớp', nameHint: 'Ví dụ: Tập huấn Bộ phận Một cửa, Sở KH&CN, đợt 2', exercises: 'Bài tập của lớp',
    pick: 'Chọn ít nhất một bài tập.', submit: 'Mở lớp',
  },
  class: { title: 'Lớp', persons: '{n} học viên' },
  join: {
    title: 'Cách vào lớp', code: 'Mã lớp', show: 'Hiện mã QR và địa chỉ', hide: 'Ẩn mã QR', wall: 'Chiếu toàn màn hình',
    how: 'Quét mã, hoặc mở địa chỉ này trong mạng của lớp:', qr: 'Mã QR vào lớp {code}',
  },
  results: { title: 'Kết quả:', csv: 'Tải CSV', xlsx: 'Tải Excel (.xlsx)' },
  tools: { title: 'Cả lớp:', announce: 'Thông báo', clock: 'Chuyển giờ', rewind: 'Tua lại về bước', reset: 'Làm lại từ đầu', close: 'Đóng lớp' },
  board: {
    title: 'Bảng theo dõi', exercise: 'Bài tập', empty: 'Chưa có học viên nào', emptyText: 'Chiếu mã lớp; học viên hiện ra ở đây ngay khi vào.',
    trainee: 'Học viên', score: 'Điểm', mistakes: 'Lỗi', clock: 'Giờ cơ quan', details: 'Chi tiết',
    sum: { all: '{n} học viên', online: '{n} đang trực tuyến', stuck: '{n} có thể đang kẹt', finished: '{n} đã xong' },
    order: 'Xếp theo', by: { stuck: 'Người đang kẹt trước', name: 'Họ tên', progress: 'Tiến độ', score: 'Điểm', mistakes: 'Số lỗi' },
    here: '{n} đang làm', notStarted: 'Chưa bắt đầu', idle: 'Không thao tác {n} phút', online: 'Trực tuyến', offline: 'Ngoại tuyến',
  },
  row: {
    seat: 'Đang ngồi ghế', acts: 'Số thao tác', generation: 'Số lần tua lại', watch: 'Xem văn phòng (chỉ xem)', debrief: 'Xem kết quả',
    tools: 'Can thiệp', rewind: 'Tua lại về bước', reset: 'Làm lại từ đầu', release: 'Cấp lại mã quay lại', code: 'Mã quay lại mới, đọc hoặc đưa cho học viên:',
  },
  waive: { ask: 'Miễn', reason: 'Lý do miễn yêu cầu này', ok: 'Miễn yêu cầu' },
  announce: { title: 'Thông báo cho cả lớp', text: 'Nội dung', hint: 'Hiện ngay trên màn hình của mọi học viên.', send: 'Gửi thông báo', sent: 'Đã gửi thông báo.' },
  reset: {
    title: 'Làm lại từ đầu?', all: 'Văn phòng của TẤT CẢ học viên trong lớp trở về lúc bắt đầu bài. Học viên có thể tự hoàn tác.',
    one: 'Văn phòng của {name} trở về lúc bắt đầu bài.', ok: 'Làm lại từ đầu',
  },
  rewind: {
    title: 'Tua lại về trước một bước', all: 'Văn phòng của tất cả học viên trở về ngay trước bước được chọn.', one: 'Văn phòng của {name} trở về ngay trước bước được chọn.',
    where: 'Về ngay trước bước', before: '{title}', ok: 'Tua lại',
  },
  clock: { title: 'Chuyển giờ cơ quan', all: 'Chuyển giờ trong văn phòng của tất cả học viên.', one: 'Chuyển giờ trong văn phòng của {name}.' },
  close: { title: 'Đóng lớp?', text: 'Học viên không vào được lớp nữa; kết quả vẫn xem và tải được.', ok: 'Đóng lớp', done: 'Lớp đã đóng.' },
  release: { title: 'Cấp lại mã quay lại?', text: 'Mã cũ của {name} hết hiệu lực; mã mới hiện ra một lần.', ok: 'Cấp mã mới' },
  bulk: { done: '{act}: xong {n}/{of} học viên', nobody: '{act}: chưa học viên nào bắt đầu bài nên không có gì thay đổi' },
  watch: { title: 'Xem văn phòng của học viên', bar: 'CHỈ XEM – không làm thay được', of: 'Văn phòng của {name}', back: 'Về bảng theo dõi lớp' },
}
