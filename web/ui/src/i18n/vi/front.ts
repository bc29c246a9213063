export default {
  title: 'Vào lớp',
  heading: 'Thao trường nghiệp vụ một cửa',
  lead: 'Mỗi học viên có một văn phòng riêng để tập: làm sai không ảnh hưởng ai, quay lại bước nào cũng được.',
  ways: 'Cách vào',
  join: {
    title: 'Vào lớp lần đầu',
    text: 'Nhập mã lớp do giảng viên thông báo và họ tên của bạn.',
    code: 'Mã lớp', codeHint: 'Ví dụ: ABC-234', name: 'Họ và tên', nameHint: 'Ghi đúng họ tên để giảng viên nhận ra bạn', submit: 'Vào lớp',
  },
  comeBack: {
    title: 'Quay lại lớp',
    text: 'Nhập bốn từ trong mã quay lại của bạn để tiếp tục bài đang làm.',
    code: 'Mã quay lại (bốn từ)', hint: 'Bốn từ cách nhau bằng dấu cách, không cần dấu tiếng Việt', submit: 'Tiếp tục',
    lost: 'Quên mã? Đề nghị giảng viên cấp lại.',
  },
  inside: {
    trainee: 'Bạn đang ở trong lớp “{class}” với tên {name}.', trainer: 'Bạn đã đăng nhập: {name}.', go: 'Tiếp tục',
  },
  signIn: {
    title: 'Giảng viên đăng nhập',
    text: 'Mở lớp, theo dõi học viên, cho kết quả.',
    username: 'Tên đăng nhập', password: 'Mật khẩu', submit: 'Đăng nhập',
  },
  card: {
    title: 'Mã quay lại của bạn',
    welcome: 'Chào {name}. Bạn đã vào: {class}.',
    keep: 'Hãy giữ lại mã này: chụp ảnh, chép ra giấy hoặc in. Chỉ có mã này (hoặc giảng viên) mới đưa bạn trở lại đúng bài đang làm trên máy khác hoặc vào ngày khác.',
    code: 'Bốn từ', copy: 'Sao chép mã', print: 'In mã', go: 'Tôi đã giữ mã – vào lớp',
  },
  api: 'Tài liệu API',
}
