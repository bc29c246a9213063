export default {
  rating: {
    lead: 'Mỗi tiêu chí 2, 1 hoặc 0 điểm. Bỏ qua tiêu chí không áp dụng. Mỗi hồ sơ chỉ đánh giá một lần.',
    choice: '{text} ({n} điểm)', none: 'Không đánh giá', sum: '{points}/{most} điểm, {n}/9 tiêu chí',
  },
}
