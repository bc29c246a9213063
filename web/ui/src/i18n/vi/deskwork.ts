export default {
  queues: 'Hàng việc của ghế này',
  partOff: 'Bỏ điều kiện này',
  more: {
    open: 'Lọc theo người thụ lý, ngày nộp', handler: 'Người thụ lý', anybody: 'Mọi người thụ lý', from: 'Nộp từ ngày', to: 'Nộp đến ngày', of: 'Thụ lý: {name}', since: 'Nộp từ {day}', until: 'Nộp đến {day}',
    turned: 'Ngày cuối phải bằng hoặc sau ngày đầu', turnedText: 'Hãy chọn lại khoảng ngày nộp.',
  },
  sort: { label: 'Thứ tự sắp xếp', own: 'Thứ tự mặc định', newest: 'Mới nộp trước', oldest: 'Nộp lâu nhất trước', due: 'Theo hạn đang chạy', owner: 'Theo tên chủ hồ sơ' },
  steps: { before: '‹ Hồ sơ trước', after: 'Hồ sơ sau ›', at: '{at}/{of}' },
  seat: { title: 'Đổi ghế', how: 'Dùng phím mũi tên để chọn, Enter để ngồi.' },
  views: {
    choose: 'Bộ lọc đã lưu', save: 'Lưu bộ lọc', name: 'Tên bộ lọc', share: 'Dùng chung với mọi người trong {org}', again: 'Bộ lọc cùng tên sẽ được thay.',
    saved: 'Đã lưu bộ lọc “{name}”', remove: 'Xóa bộ lọc', removed: 'Đã xóa bộ lọc “{name}”', removeTitle: 'Xóa bộ lọc?', removeText: 'Bộ lọc “{name}” bị xóa khỏi danh sách; hồ sơ không thay đổi.',
    lent: '{name} (dùng chung)', from: '{name} – {by}',
  },
  bulk: {
    label: 'Làm với các hồ sơ đã chọn', pick: 'Chọn hồ sơ {name}', pickAll: 'Chọn mọi hồ sơ đang xem', chosen: 'Đã chọn {n} hồ sơ', whole: 'Đã chọn cả {n} hồ sơ khớp bộ lọc',
    takeWhole: 'Chọn cả {n} hồ sơ khớp bộ lọc', clear: 'Bỏ chọn', title: { open: '{act} nhiều hồ sơ', done: 'Kết quả: {act} nhiều hồ sơ' },
    will: 'Áp dụng cho {n} hồ sơ đã chọn. Mỗi hồ sơ là một thao tác riêng, được kiểm tra và lưu vết riêng.', willWhole: 'Áp dụng cho mọi hồ sơ khớp bộ lọc, nhiều nhất {n} hồ sơ mỗi lần. Mỗi hồ sơ là một thao tác riêng, được kiểm tra và lưu vết riêng.',
    try: 'Xem trước kết quả', back: 'Sửa nội dung', run: 'Thực hiện với {n} hồ sơ', preview: 'Làm được {good} hồ sơ, chưa làm được {bad} hồ sơ. Chưa có gì được ghi.',
    more: 'Còn hồ sơ khác khớp bộ lọc: mỗi lần làm nhiều nhất {n} hồ sơ, theo thứ tự của danh sách.', running: 'Đã xong {done}/{total} hồ sơ.', progress: 'Tiến độ', each: 'Hồ sơ nào không làm được thì được báo riêng, không ảnh hưởng hồ sơ khác.',
    outcome: 'Đã làm xong {good} hồ sơ, không làm được {bad} hồ sơ.', told: '{act}: {n} hồ sơ', lines: 'Kết quả từng hồ sơ', result: 'Kết quả', unknown: 'Hồ sơ số {n}',
    outcomes: { will: 'Làm được', cannot: 'Chưa làm được', done: 'Đã làm', failed: 'Không làm được' },
    anyDivision: 'Theo quy trình của từng hồ sơ', forms: 'Biểu mẫu cần in', papers: 'Mở tệp PDF gồm mọi bản đã in',
    undo: {
      ok: 'Quay lại trước loạt thao tác', recall: 'Thu hồi các hồ sơ này', title: 'Quay lại trước loạt thao tác?', text: '{n} thao tác của loạt này được tua lại cùng lúc. Có thể hoàn tác việc tua lại.',
      textLater: 'Sau loạt này đã có thao tác khác: chúng cũng được tua lại. Có thể hoàn tác việc tua lại.', done: 'Đã tua lại trước loạt {n} thao tác', training: 'Chỉ có trong tập huấn: cơ quan thật không quay lại được.',
    },
  },
  keys: {
    button: 'Phím tắt', title: 'Phím tắt', on: 'Bật phím tắt', close: 'Đóng', here: 'dùng được ở đây',
    about: 'Phím tắt không hoạt động khi đang gõ chữ. Tắt đi nếu dùng phần mềm đọc màn hình hoặc điều khiển bằng giọng nói; lựa chọn được nhớ trên trình duyệt này.',
    group: { anywhere: 'Mọi nơi trong văn phòng', list: 'Danh sách hồ sơ', dossier: 'Trang hồ sơ', dialog: 'Hộp thoại' },
    what: {
      help: 'Xem các phím tắt', home: 'Về danh sách hồ sơ', seat: 'Đổi ghế', next: 'Đến việc tiếp theo', down: 'Hồ sơ dưới', up: 'Hồ sơ trên', open: 'Mở hồ sơ', search: 'Đến ô tìm kiếm',
      select: 'Chọn hoặc bỏ chọn hồ sơ', selectAll: 'Chọn mọi hồ sơ đang xem', bulk: 'Đến thanh làm nhiều hồ sơ', queues: 'Đến hàng việc', more: 'Xem thêm hồ sơ',
      main: 'Làm việc chính của hồ sơ', acts: 'Đến các việc có thể làm', tab: 'Mở thẻ thứ 1 đến 9 (0: thẻ thứ 10)', nextDossier: 'Hồ sơ sau', previousDossier: 'Hồ sơ trước', back: 'Về danh sách',
      send: 'Gửi, thực hiện', cancel: 'Đóng, không làm',
    },
  },
}
