export default {
  title: 'Ki-ốt thông minh', welcome: 'Xin chào! Bạn cần làm gì?', office: 'Bộ phận Tiếp nhận và Trả kết quả', leave: 'Thoát chế độ ki-ốt',
  do: { lookup: 'Tra cứu hồ sơ', lookupText: 'Nhập mã hoặc quét mã QR trên Giấy tiếp nhận', file: 'Nộp hồ sơ', fileText: 'Khai, đính kèm giấy tờ và nộp tại đây', mine: 'Hồ sơ của tôi', mineText: 'Theo dõi, bổ sung, in phiếu' },
  identify: { title: 'Xác thực danh tính', text: 'Đặt thẻ căn cước lên đầu đọc, hoặc chọn danh tính mô phỏng dưới đây.', simulated: 'Mô phỏng', none: 'Trong bài này máy đóng vai người nộp hồ sơ, nên chưa có danh tính nào để dùng tại ki-ốt.' },
  session: { serving: 'Đang phục vụ: {name}', end: 'Kết thúc phiên', home: 'Về màn hình đầu', ending: 'Đang xóa dữ liệu của phiên…' },
  leaving: {
    text: 'Chỉ dành cho cán bộ. Người dân bấm “Về màn hình đầu”.', code: 'Mã quay lại của người đã mở ki-ốt', hint: 'Bốn từ được cấp khi vào lớp. Quên mã thì nhờ giảng viên cấp mã mới.', send: 'Thoát',
  },
  idle: { title: 'Bạn còn ở đây không?', text: 'Phiên sẽ kết thúc và xóa mọi dữ liệu sau {n} giây.', stay: 'Tôi vẫn ở đây' },
  mine: { title: 'Hồ sơ của tôi', none: 'Chưa có hồ sơ nào', noneText: 'Chọn “Nộp hồ sơ” để bắt đầu.', open: 'Xem', back: 'Danh sách hồ sơ' },
  slip: {
    title: 'Phiếu thông tin hồ sơ', print: 'In phiếu', training: 'BẢN TẬP HUẤN – DỮ LIỆU MÔ PHỎNG, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ', code: 'Mã hồ sơ', number: 'Số hồ sơ', procedure: 'Thủ tục', agency: 'Cơ quan giải quyết', status: 'Trạng thái', next: 'Tiếp theo', due: 'Hẹn trả kết quả',
    submitted: 'Thời điểm nộp', printed: 'In tại ki-ốt lúc {at}', qr: 'Mã QR của mã hồ sơ {code}', noCode: 'Mã hồ sơ được cấp khi hồ sơ được tiếp nhận.',
  },
  filed: { title: 'Đã nộp hồ sơ', text: 'Hãy in phiếu rồi kết thúc phiên để xóa dữ liệu của bạn khỏi ki-ốt.' },
}
