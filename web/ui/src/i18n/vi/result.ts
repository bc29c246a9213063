export default {
  papers: 'Văn bản kết quả', none: 'Chưa có kết quả', noneText: 'Kết quả có ở đây khi cấp có thẩm quyền ký; phát hành khi văn thư vào số, đóng dấu.',
  noNumber: 'Chưa có số', signed: '{by} ký {at}', sealed: '{by} vào số, đóng dấu {at}', reason: 'Lý do:', view: 'Xem văn bản (PDF)',
  about: {
    issue: 'Văn bản số {number}', correction: 'Đính chính văn bản số {number}', revocation: 'Thu hồi văn bản số {number}', reissue: 'Cấp lại thay cho văn bản số {number}',
  },
  delivery: {
    title: 'Trả kết quả', wanted: 'Đăng ký nhận: {way}', none: 'Chưa trả kết quả.', handed: 'Giao {at}, {by}', tracking: 'số hiệu bưu gửi', ended: 'kết thúc {at}',
    receiver: 'Người nhận: {name}', signed: 'đã ký nhận',
  },
  archive: { title: 'Lưu trữ', text: 'Đưa vào lưu trữ {at}, {by}. Thời hạn bảo quản: {retention}.' },
  register: {
    title: 'Sổ kết quả', lead: 'Mọi văn bản kết quả của hồ sơ: đã ký, đã phát hành, đính chính, thu hồi, cấp lại. Văn bản cũ vẫn còn trong sổ, có đánh dấu.',
    none: 'Không có văn bản nào', noneText: 'Sổ có văn bản khi có hồ sơ được quyết định. Bỏ bớt điều kiện lọc nếu cần.',
    notYours: 'Sổ kết quả không dành cho ghế này', notYoursText: 'Ngồi vào ghế cán bộ giải quyết, kiểm soát TTHC hoặc quản trị để xem sổ.',
  },
  tracking: {
    title: 'Sổ theo dõi hồ sơ và phiếu kiểm soát của kỳ', field: 'Lĩnh vực', anyField: 'Tất cả lĩnh vực', issue: 'Lập', none: 'Chưa lập sổ, bảng kê nào.',
    form: 'Lập', forms: { '07': 'Sổ theo dõi hồ sơ (Mẫu 07)', '06': 'Phiếu kiểm soát (Mẫu 06)' }, issued: { '07': 'Đã lập Sổ theo dõi hồ sơ', '06': 'Đã lập bảng kê và phiếu kiểm soát' },
    entries: '{n} hồ sơ', by: '{by}, {at}', view: 'Xem, in (PDF)',
  },
  numbers: {
    title: 'Sổ cấp số Tờ trình', any: 'Mọi tình trạng', voided: 'Số không sử dụng', none: 'Chưa cấp số nào.', noneVoided: 'Không có số nào bị bỏ.', noReason: 'không ghi',
    lead: 'Số đã cấp không cấp lại cho văn bản khác. Số cấp rồi mà hồ sơ bị trả lại hoặc kết thúc trước khi phát hành là số không sử dụng, ghi rõ lý do, người và thời điểm; Tờ trình trình lại lấy số tiếp theo.',
    col: { number: 'Số, ký hiệu', given: 'Cấp số' },
  },
  filter: { label: 'Lọc sổ kết quả', q: 'Tìm trong sổ', hint: 'Số, mã hồ sơ, chủ hồ sơ', status: 'Tình trạng', act: 'Loại văn bản' },
  statuses: { any: 'Mọi tình trạng', signed: 'Chờ vào số, đóng dấu', valid: 'Có hiệu lực', corrected: 'Đã đính chính', revoked: 'Đã thu hồi', replaced: 'Đã được cấp lại' },
  acts: { any: 'Mọi loại', issue: 'Kết quả', correction: 'Đính chính', revocation: 'Thu hồi', reissue: 'Cấp lại' },
  col: { number: 'Số, ngày', paper: 'Văn bản', dossier: 'Hồ sơ', signed: 'Người ký', status: 'Tình trạng' },
  rating: {
    lead: 'Mỗi tiêu chí 2, 1 hoặc 0 điểm. Bỏ qua tiêu chí không áp dụng. Mỗi hồ sơ chỉ đánh giá một lần.',
    choice: '{text} ({n} điểm)', none: 'Không đánh giá', sum: '{points}/{most} điểm, {n}/9 tiêu chí',
    title: 'Mức độ hài lòng', notYet: 'Người nộp chưa đánh giá.', by: '{by}, {at}',
  },
}
