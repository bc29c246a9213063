export default {
  classes: { title: 'Lớp tập huấn' },
  class: { title: 'Lớp' },
  watch: { title: 'Xem văn phòng của học viên', bar: 'CHỈ XEM – không làm thay được', of: 'Văn phòng của {name}', back: 'Về bảng theo dõi lớp' },
}
