export default {
  title: 'Nộp hồ sơ', lead: 'Chọn thủ tục, khai thông tin, kiểm tra lại rồi nộp. Danh tính và dữ liệu đều mô phỏng.',
  leadCounter: 'Nhập hồ sơ nhận trực tiếp tại quầy: chủ hồ sơ, người nộp, thành phần đã nhận.', leadPostal: 'Nhập hồ sơ nhận qua dịch vụ bưu chính công ích.',
  cannot: 'Ghế này không nộp hồ sơ', cannotText: 'Người nộp hồ sơ nộp trực tuyến; công chức Một cửa nhập hồ sơ nộp tại quầy; nhân viên bưu chính nhập hồ sơ gửi qua bưu điện.',
  stages: { label: 'Các bước nộp hồ sơ', choose: 'Chọn thủ tục', fill: 'Khai hồ sơ', review: 'Kiểm tra lại', done: 'Đã nộp' },
  choose: {
    search: 'Tìm thủ tục', hint: 'Mã, tên hoặc lĩnh vực – không cần dấu', shown: '{n} thủ tục', none: 'Không có thủ tục phù hợp', noneText: 'Thử bớt từ khóa.',
    term: 'Thời hạn: {term}', fee: 'Phí: {fee}', pick: 'Nộp hồ sơ', pickOf: 'Nộp hồ sơ thủ tục {name}', drafts: 'Bản nháp của tôi', saved: 'Lưu lúc {at}', files: '{n} tệp', resume: 'Tiếp tục', discard: 'Bỏ',
    resumeOf: 'Tiếp tục bản nháp {name}', discardOf: 'Bỏ bản nháp {name}', discardTitle: 'Bỏ bản nháp này?', discardText: 'Nội dung đã khai trong bản nháp sẽ mất. Bản nháp không phải hồ sơ.',
  },
  fill: {
    about: 'Thủ tục', agency: 'Cơ quan giải quyết', change: 'Chọn thủ tục khác', who: 'Chủ hồ sơ và người nộp', from: 'Lấy từ danh tính mô phỏng', fromNone: 'Tự nhập',
    forOther: 'Tôi nộp thay cho người khác (có ủy quyền)', byProxy: 'Người nộp không phải chủ hồ sơ (có ủy quyền)', owner: 'Chủ hồ sơ', submitter: 'Người nộp', self: 'Người nộp: {name} ({id})',
    name: 'Họ và tên hoặc tên tổ chức', kind: 'Loại', idNo: 'Số định danh cá nhân hoặc mã số tổ chức', idHint: 'Chỉ dùng số mô phỏng: công dân bắt đầu bằng 000, tổ chức bắt đầu bằng 00.',
    address: 'Địa chỉ', phone: 'Số điện thoại', email: 'Thư điện tử', proxyPaper: 'Giấy tờ ủy quyền', proxyHint: 'Số, ngày và nơi chứng thực, ví dụ: Giấy ủy quyền số 12/UQ ngày 18/11/2026.',
    kinds: { citizen: 'Công dân', business: 'Doanh nghiệp', agency: 'Cơ quan nhà nước', other: 'Tổ chức khác' },
    forms: 'Tờ khai điện tử', onPaper: 'Tờ khai đã nộp bằng giấy, không khai điện tử', components: 'Thành phần hồ sơ', required: 'bắt buộc', optional: 'nếu có', byData: 'Không phải nộp: đã có trong {source}',
    missing: 'Chưa có thành phần bắt buộc: {names}. Vẫn nộp được, nhưng cơ quan sẽ yêu cầu bổ sung.', sets: 'Số lượng hồ sơ (bộ)', delivery: 'Nhận kết quả',
    ways: { electronic: 'Bản điện tử trong Kho dữ liệu của tôi', counter: 'Tại Bộ phận Một cửa', postal: 'Qua bưu chính công ích' }, deliveryAddress: 'Địa chỉ nhận kết quả',
    save: 'Lưu nháp', draftSaved: 'Đã lưu nháp. Bản nháp chưa phải là hồ sơ.', toReview: 'Kiểm tra lại trước khi nộp',
  },
  review: {
    lead: 'Đọc lại toàn bộ. Sau khi nộp, nội dung được lưu vết và chỉ sửa được khi cơ quan yêu cầu bổ sung.', none: 'Chưa có', channel: 'Hình thức nộp', back: 'Quay lại sửa', send: 'Nộp hồ sơ',
    channels: { online: 'Trực tuyến', counter: 'Trực tiếp tại Một cửa', postal: 'Bưu chính công ích', kiosk: 'Ki-ốt thông minh' }, refused: 'Hồ sơ chưa nộp được:', correct: 'chọn “Quay lại sửa” và sửa các mục sau.',
  },
  done: {
    title: 'Đã nộp hồ sơ', text: 'Hệ thống nhận hồ sơ lúc {at}. Cơ quan phải tiếp nhận, yêu cầu bổ sung hoặc từ chối trước {due}.', number: 'Hồ sơ số {n} trong cơ quan này; mã hồ sơ được cấp khi tiếp nhận.',
    open: 'Xem hồ sơ', again: 'Nộp hồ sơ khác', elsewhere: 'Hồ sơ thuộc thẩm quyền của cơ quan khác: kiểm tra từng thành phần rồi chuyển. Thời hạn giải quyết tính từ lúc cơ quan đó tiếp nhận.',
  },
  files: { lead: 'Đánh dấu giấy tờ đã có và đính kèm tệp. Giấy tờ đánh dấu mà không có tệp được thay bằng bản mô phỏng.', there: 'Đã có tệp', remove: 'Gỡ', earlier: 'Tệp đã nộp trước đây: {name} (hồ sơ {dossier})', reuse: 'Dùng lại' },
  guide: {
    open: 'Cần gì, chi phí bao nhiêu, trong bao lâu', cost: 'Chi phí', free: 'Không thu phí', inCase: '{name}: {term}', long: 'Thời hạn giải quyết', answer: 'Trả lời việc tiếp nhận', gives: 'Kết quả nhận được', need: 'Bạn cần chuẩn bị',
    form: 'Tờ khai điện tử: {name} (khai trên màn hình)', maybe: 'Nộp thêm nếu có', byData: 'Không phải nộp, cơ quan tự tra cứu', steps: 'Hồ sơ đi qua các bước', basis: 'Căn cứ: {basis}', begin: 'Bắt đầu nộp hồ sơ', back: 'Xem thủ tục khác',
  },
  track: {
    label: 'Hồ sơ đang ở đâu', status: '{n}. {name}', apologised: 'Cơ quan đã xin lỗi, hẹn lại', next: 'Tiếp theo', holder: 'Đang chờ ai', you: 'Bạn', agency: 'Cơ quan giải quyết', due: 'Hẹn trả kết quả', dueFirst: 'Hẹn trả ban đầu', dueNew: 'Hẹn trả mới',
    line: 'Diễn biến hồ sơ',
  },
  mine: { noCode: 'Hồ sơ số {n} (chưa có mã)', owner: 'Chủ hồ sơ: {name} · Nộp lúc {at}', given: 'Giấy tờ bạn đã nộp', notGiven: 'Chưa nộp' },
  pay: {
    title: 'Nộp phí, lệ phí', sum: 'Tổng cộng', simulated: 'Mô phỏng', how: 'Cách nộp: chuyển khoản', payee: 'Đơn vị thụ hưởng', account: 'Số tài khoản', bank: 'Ngân hàng', content: 'Nội dung chuyển khoản', reference: 'Số giao dịch chuyển khoản',
    referenceHint: 'Số ngân hàng cấp cho giao dịch, ví dụ FT26325000123.', claim: 'Tôi đã nộp', claimed: 'Bạn đã báo nộp lúc {at}, số giao dịch {n}. Kế toán đang đối chiếu.', refused: 'Kế toán chưa thấy tiền: {why}. Hãy kiểm tra rồi báo lại.',
  },
  supplement: {
    title: 'Bổ sung hồ sơ', lead: 'Nộp đủ các giấy tờ dưới đây trước {at}. Hãy kiểm tra kỹ: số lần cơ quan được yêu cầu bổ sung có giới hạn.', leadOpen: 'Nộp đủ các giấy tờ dưới đây. Hãy kiểm tra kỹ: số lần cơ quan được yêu cầu bổ sung có giới hạn.', remark: 'Cán bộ ghi: {text}', send: 'Nộp bổ sung',
    bareTitle: 'Nộp khi chưa đính kèm tệp?', bareText: 'Các giấy tờ sau chưa có tệp mới; bản mô phỏng sẽ được dùng thay.',
  },
  papers: {
    title: 'Giấy tờ của tôi', lead: 'Giấy tờ, biên lai cơ quan đã gửi và các tệp bạn đã nộp.', got: 'Giấy tờ nhận được', sent: 'Tệp đã nộp', sentLead: 'Khi nộp hồ sơ mới, có thể dùng lại các tệp này cho cùng loại giấy tờ.', none: 'Chưa có giấy tờ nào',
    noneText: 'Giấy tiếp nhận, thông báo và biên lai sẽ có ở đây.', noFiles: 'Chưa nộp tệp nào', copy: 'Mỗi bản tải về đều in dấu bản tập huấn, không có giá trị pháp lý.', number: 'số {n}', open: 'Xem, tải về', notYours: 'Ghế này không có giấy tờ riêng', notYoursText: 'Hãy chọn một danh tính người nộp hồ sơ.',
  },
  identity: {
    title: 'Danh tính của tôi', lead: 'Danh tính mô phỏng, không thuộc về người nào có thật. Chọn danh tính để nộp và theo dõi hồ sơ.', choose: 'Chọn danh tính', current: 'Đang dùng', take: 'Dùng danh tính này', none: 'Bài này không có danh tính người nộp', noneText: 'Trong bài này máy đóng vai người nộp hồ sơ.',
  },
  rate: { title: 'Đánh giá mức độ hài lòng', comment: 'Ý kiến khác (không bắt buộc)', send: 'Gửi đánh giá', nothing: 'Hãy trả lời ít nhất một câu.', done: 'Bạn đã đánh giá lúc {at}: {n}/{most} điểm. Cảm ơn bạn.' },
  lookup: { title: 'Tra cứu hồ sơ', lead: 'Nhập mã hồ sơ hoặc quét mã QR trên Giấy tiếp nhận. Kết quả không hiện dữ liệu cá nhân.', owner: 'Chủ hồ sơ: {name}', open: 'Mở hồ sơ' },
  now: { what: 'Việc đang diễn ra' },
}
