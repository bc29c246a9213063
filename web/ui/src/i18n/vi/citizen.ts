export default {
  title: 'Nộp hồ sơ', lead: 'Chọn thủ tục, khai thông tin, kiểm tra lại rồi nộp. Danh tính và dữ liệu đều mô phỏng.',
  leadCounter: 'Nhập hồ sơ nhận trực tiếp tại quầy: chủ hồ sơ, người nộp, thành phần đã nhận.', leadPostal: 'Nhập hồ sơ nhận qua dịch vụ bưu chính công ích.',
  cannot: 'Ghế này không nộp hồ sơ', cannotText: 'Người nộp hồ sơ nộp trực tuyến; công chức Một cửa nhập hồ sơ nộp tại quầy; nhân viên bưu chính nhập hồ sơ gửi qua bưu điện.',
  stages: { label: 'Các bước nộp hồ sơ', choose: 'Chọn thủ tục', fill: 'Khai hồ sơ', review: 'Kiểm tra lại', done: 'Đã nộp' },
  choose: {
    search: 'Tìm thủ tục', hint: 'Mã, tên hoặc lĩnh vực – không cần dấu', shown: '{n} thủ tục', none: 'Không có thủ tục phù hợp', noneText: 'Thử bớt từ khóa.',
    term: 'Thời hạn: {term}', fee: 'Phí: {fee}', pick: 'Nộp hồ sơ', pickOf: 'Nộp hồ sơ thủ tục {name}', drafts: 'Bản nháp của tôi', saved: 'Lưu lúc {at}', resume: 'Tiếp tục', discard: 'Bỏ',
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
    channels: { online: 'Trực tuyến', counter: 'Trực tiếp tại Một cửa', postal: 'Bưu chính công ích' }, refused: 'Hồ sơ chưa nộp được:',
  },
  done: {
    title: 'Đã nộp hồ sơ', text: 'Hệ thống nhận hồ sơ lúc {at}. Cơ quan phải tiếp nhận, yêu cầu bổ sung hoặc từ chối trước {due}.', number: 'Hồ sơ số {n} trong cơ quan này; mã hồ sơ được cấp khi tiếp nhận.',
    open: 'Xem hồ sơ', again: 'Nộp hồ sơ khác', elsewhere: 'Hồ sơ thuộc thẩm quyền của cơ quan khác: kiểm tra từng thành phần rồi chuyển. Thời hạn giải quyết tính từ lúc cơ quan đó tiếp nhận.',
  },
  now: {
    label: 'Hồ sơ của bạn đang ở đâu', what: 'Việc đang diễn ra', by: 'Trước', you: 'Bạn cần làm', nothing: 'Chưa cần làm gì.', supplement: 'Nộp bổ sung: {names}. Bấm “Bổ sung hồ sơ”.', collect: 'Nhận kết quả theo cách đã đăng ký.',
    filed: 'Bộ phận Một cửa đang kiểm tra hồ sơ.', awaiting_supplement: 'Hồ sơ còn thiếu hoặc chưa đúng; cơ quan đang chờ bạn bổ sung.', awaiting_payment: 'Cơ quan đang chờ bạn nộp phí, lệ phí.', pay: 'Nộp phí, lệ phí theo thông báo.',
    withdrawal_requested: 'Bạn đã đề nghị rút hồ sơ; Một cửa đang xem xét.', accepted: 'Hồ sơ đã được tiếp nhận, chuẩn bị chuyển cho phòng chuyên môn.', in_handling: 'Cơ quan đang giải quyết: {step}.',
    completed: 'Đã có kết quả, chờ trả cho bạn.', returned: 'Kết quả đã trả. Hồ sơ kết thúc.', intake_refused: 'Hồ sơ không được tiếp nhận. Xem lý do trong Phiếu từ chối (Mẫu số 03).', stopped: 'Hồ sơ đã dừng giải quyết.', withdrawn: 'Hồ sơ đã rút theo đề nghị của bạn.',
  },
}
