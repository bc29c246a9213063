export default {
  title: 'Cấu hình thủ tục', editorTitle: 'Soạn phiên bản thủ tục',
  list: {
    title: 'Cấu hình thủ tục', lead: 'Các thủ tục cơ quan này giải quyết. Mỗi thay đổi được soạn thành phiên bản mới, kiểm tra và công bố từ một ngày; hồ sơ đã nộp giữ phiên bản khi nộp.',
    search: 'Tìm theo mã, tên, lĩnh vực (không cần dấu)', empty: 'Không có thủ tục nào', emptyText: 'Không có thủ tục nào khớp với từ tìm kiếm.', name: 'Thủ tục', version: 'Phiên bản', draft: 'Bản nháp',
    next: 'Phiên bản {n} từ {from}', draftBy: '{by}, {at}', which: 'Chọn danh sách', opened: 'Đang mở ({n})', unopened: 'Chưa có phiên bản ({n})', unopenedLead: 'Thủ tục có trong danh mục mà cơ quan chưa mở. Soạn phiên bản đầu tiên từ những gì danh mục đã biết; phần chưa rõ để trống và phải điền trước khi công bố.', unknownTerm: 'chưa rõ', coming: 'chưa áp dụng', back: '‹ Danh sách thủ tục', catalogue: 'Xem trong danh mục',
  },
  section: { label: 'Các phần của thủ tục', general: 'Thông tin chung', components: 'Thành phần hồ sơ', fees: 'Phí, lệ phí', steps: 'Quy trình', eforms: 'Biểu mẫu điện tử', review: 'Khác biệt và kiểm tra', versions: 'Các phiên bản', errors: '{n} lỗi' },
  draft: {
    open: 'Soạn phiên bản mới (từ phiên bản {n})', openFirst: 'Soạn phiên bản đầu tiên',
    savedFirst: 'Soạn phiên bản đầu tiên từ danh mục thủ tục. Lưu lần cuối: {by}, {at}.', countsFirst: '{errors} lỗi cần sửa trước khi công bố. Phần nào danh mục chưa rõ thì để trống, không tự điền.', readOnly: 'Chỉ ghế Quản trị hệ thống được soạn và công bố phiên bản thủ tục. Bạn đang xem.', tag: 'Bản nháp', saving: 'Đang lưu…',
    saved: 'Soạn từ phiên bản {n}. Lưu lần cuối: {by}, {at}.', counts: '{changes} điểm khác phiên bản trước, {errors} lỗi cần sửa trước khi công bố.', undo: 'Hoàn tác', redo: 'Làm lại', discard: 'Bỏ bản nháp',
    discardTitle: 'Bỏ bản nháp này?', discardText: 'Mọi thay đổi chưa công bố sẽ mất:', discarded: 'Đã bỏ bản nháp', publish: 'Công bố…',
  },
  publish: {
    titleFirst: 'Công bố phiên bản đầu tiên của thủ tục {code}', whatFirst: 'Những điểm chính', opens: 'Từ ngày áp dụng, cơ quan mở thủ tục này và tiếp nhận hồ sơ theo phiên bản 1.',
    title: 'Công bố phiên bản mới của thủ tục {code}', what: 'Những điểm thay đổi', from: 'Áp dụng cho hồ sơ nộp từ ngày', earliest: 'Sớm nhất là {day}: hồ sơ gần nhất đã nộp ngày {filed} theo phiên bản cũ.', earliestFree: 'Sớm nhất là {day}.',
    stay: '{n} hồ sơ đang giải quyết giữ phiên bản cũ: thời hạn, thành phần hồ sơ và quy trình của các hồ sơ đó không thay đổi.', noneStay: 'Không có hồ sơ nào đang giải quyết theo phiên bản cũ.', send: 'Công bố phiên bản {n}', done: 'Đã công bố phiên bản {n}, áp dụng từ ngày {day}',
  },
  change: { none: 'Không có gì khác nhau.' },
  finding: { error: 'Lỗi:', warning: 'Cần xem lại:', note: 'Lưu ý:' },
  place: {
    rules: 'Quy định “{name}”', components: 'Giấy tờ “{name}”', components_unnamed: 'Giấy tờ thứ {n}', fees: 'Khoản thu “{name}”', fees_unnamed: 'Khoản thu thứ {n}', steps: 'Bước {n} “{name}”', steps_unnamed: 'Bước {n}',
    variants: 'Trường hợp “{name}”', variants_unnamed: 'Trường hợp thứ {n}', eforms: 'Biểu mẫu “{name}”', eforms_unnamed: 'Biểu mẫu thứ {n}', field: 'Mục “{name}”',
  },
  review: { first: 'Phiên bản đầu tiên', differs: 'Khác với phiên bản {n}', wrong: 'Kiểm tra', nothingWrong: 'Không có lỗi. Có thể công bố.' },
  row: { up: 'Chuyển lên: {name}', down: 'Chuyển xuống: {name}', remove: 'Bỏ' },
  term: { number: 'Số', unit: 'Đơn vị', workdays: 'ngày làm việc', days: 'ngày', workhours: 'giờ làm việc' },
  general: {
    what: 'Tên, kết quả, căn cứ', name_vi: 'Tên thủ tục', name_en: 'Tên tiếng Anh', result_vi: 'Kết quả thực hiện', result_en: 'Kết quả (tiếng Anh)', legal: 'Căn cứ pháp lý', source: 'Nguồn', certainty: 'Mức tin cậy',
    terms: 'Thời hạn và yêu cầu bổ sung', term: 'Thời hạn giải quyết', intake: 'Thời hạn tiếp nhận', intakeHint: 'Từ khi hệ thống nhận hồ sơ trực tuyến', silence: 'Thời gian chờ bổ sung', silenceHint: 'Quá thời gian này hồ sơ được đóng',
    rounds: 'Số lần được yêu cầu bổ sung', policy: 'Khi yêu cầu bổ sung trong lúc giải quyết, thời hạn', nonTerritorial: 'Tiếp nhận không phụ thuộc địa giới hành chính',
    end: 'Hết hiệu lực và thay thế', endHint: 'Chỉ điền khi thủ tục bị bãi bỏ hoặc được thay thế. Hồ sơ đã nộp vẫn được giải quyết theo phiên bản của mình.', effectiveTo: 'Ngày cuối cùng nhận hồ sơ', replacedBy: 'Thủ tục thay thế', replacedByHint: 'Mã thủ tục, ví dụ: 1.014390',
  },
  rule: {
    title: 'Quy định về bổ sung hồ sơ và thời gian chờ', lead: 'Mỗi quy định nêu giá trị, căn cứ và mức tin cậy của căn cứ. Không ghi căn cứ riêng thì theo mặc định của hệ thống.', source: 'Căn cứ của quy định', add: 'Ghi căn cứ riêng', remove: 'Bỏ căn cứ riêng, theo mặc định',
  },
  takeBack: {
    open: 'Thu hồi…', title: 'Thu hồi phiên bản {n} của thủ tục {code}?', means: 'Phiên bản {n} định áp dụng từ {day} sẽ bị bỏ khỏi danh sách phiên bản. Phiên bản {previous} tiếp tục áp dụng; phí, lệ phí trở về như trước khi công bố. Chưa có hồ sơ nào nộp theo phiên bản {n}.', reason: 'Lý do thu hồi',
    meansFirst: 'Phiên bản {n} định áp dụng từ {day} là phiên bản đầu tiên của thủ tục. Thu hồi xong, cơ quan chưa tiếp nhận hồ sơ của thủ tục này; mức phí, lệ phí công bố cùng phiên bản cũng bị bỏ. Chưa có hồ sơ nào nộp theo phiên bản {n}.',
    keep: 'Đưa nội dung đã soạn trở lại bản nháp để sửa và công bố lại', send: 'Thu hồi phiên bản {n}', done: 'Đã thu hồi phiên bản {n}',
  },
  component: {
    lead: 'Giấy tờ đã có trong cơ sở dữ liệu thì không được yêu cầu nộp (NQ 66.7/2025): ghi cơ sở dữ liệu thay thế.', add: 'Thêm thành phần hồ sơ', unnamed: '(chưa đặt tên)', removeTitle: 'Bỏ thành phần hồ sơ?', removeText: 'Bỏ “{name}” khỏi bản nháp. Có thể hoàn tác cho đến khi công bố.',
    name_vi: 'Tên giấy tờ', name_en: 'Tên tiếng Anh', code: 'Mã', codeHint: 'Chữ thường không dấu, chữ số, gạch nối', kind: 'Hình thức nộp', handling: 'Cách tiếp nhận', data: 'Dữ liệu thay thế', dataHint: 'Tên cơ sở dữ liệu; để trống nếu không có', required: 'Bắt buộc nộp',
  },
  fee: {
    general: 'Thu phí', stage: 'Thời điểm thu', noStage: 'Không quy định', text_vi: 'Ghi chú về phí, lệ phí', text_en: 'Ghi chú (tiếng Anh)', none: 'Không có khoản thu nào.', add: 'Thêm khoản thu', unnamed: '(chưa đặt tên)',
    lead: 'Mức thu mới có hiệu lực từ ngày áp dụng của phiên bản; dòng cũ kết thúc vào ngày trước đó. Hồ sơ được thu theo mức đang có hiệu lực khi thông báo thu.', name_vi: 'Tên khoản thu', name_en: 'Tên tiếng Anh', code: 'Mã khoản thu',
    basisLabel: 'Cách tính', basis: { none: 'Không thu', fixed: 'Mức cố định', 'per-item': 'Theo đơn vị tính', rate: 'Theo tỷ lệ', unknown: 'Có thu, mức chưa rõ' }, amount: 'Số tiền (đồng)', rate: 'Tỷ lệ (%)', min: 'Tối thiểu (đồng)', max: 'Tối đa (đồng)',
    item_vi: 'Đơn vị tính', item_en: 'Đơn vị tính (tiếng Anh)', channel: 'Hình thức nộp hồ sơ', from: 'Có hiệu lực từ', to: 'Đến hết ngày', source: 'Căn cứ thu',
  },
  steps: {
    own: 'Quy trình chung', which: 'Bảng bước', fits: 'Các bước cộng lại đúng {sum} ngày, bằng thời hạn.', differs: 'Các bước cộng lại là {sum} ngày, khác thời hạn {term} ngày.', picture: 'Sơ đồ quy trình', notCounted: 'không tính', days: '{n} ngày', unnamed: '(chưa đặt tên)',
    new: 'Bước mới', add: 'Thêm bước', addBelow: 'Thêm bước bên dưới', name_vi: 'Nội dung công việc', name_en: 'Nội dung (tiếng Anh)', kind: 'Loại việc', role: 'Người thực hiện', share: 'Thời gian (ngày; 0 là không tính)', limit: 'Hạn của bước không tính thời gian', stops: 'Hết hạn thì tự dừng giải quyết hồ sơ',
  },
  from: {
    open: 'Lấy quy trình của thủ tục khác…', procedure: 'Thủ tục cơ quan đang tiếp nhận', choose: 'Chọn thủ tục', failed: 'Chưa đọc được quy trình của thủ tục này. Hãy chọn lại.',
    lead: 'Thời gian các bước được chia lại theo thời hạn của thủ tục này. Sau đó sửa từng bước như thường.', replaces: 'Thay cho {n} bước đang có (có thể hoàn tác). Thời gian các bước được chia lại theo thời hạn của thủ tục này.',
    take: 'Lấy {n} bước này', done: 'Đã lấy {n} bước của thủ tục {code}',
  },
  case: {
    lead: 'Thủ tục có một quy trình chung. Trường hợp có bước hoặc thời hạn khác (như có hội đồng, của riêng một tỉnh) thì thêm bên cạnh.', add: 'Thêm trường hợp (chép từ bảng đang xem)', remove: 'Bỏ trường hợp này', fresh: 'Trường hợp mới', unnamed: '(chưa đặt tên)', of: '{name} – {province}',
    head: 'Tên và nguồn của trường hợp', name_vi: 'Tên trường hợp', name_en: 'Tên tiếng Anh', codeHint: '“standard” là trường hợp thông thường của tỉnh được chọn', province: 'Áp dụng tại', everywhere: 'Mọi nơi',
    removeTitle: 'Bỏ trường hợp?', removeText: 'Bỏ “{name}” cùng bảng bước của trường hợp này khỏi bản nháp. Hồ sơ đã nộp theo trường hợp này giữ phiên bản của mình. Có thể hoàn tác cho đến khi công bố.',
  },
  eform: {
    which: 'Biểu mẫu', none: 'Thủ tục này chưa có biểu mẫu điện tử.', add: 'Thêm biểu mẫu', remove: 'Bỏ biểu mẫu', removeTitle: 'Bỏ biểu mẫu điện tử?', removeText: 'Bỏ “{name}” khỏi bản nháp. Có thể hoàn tác cho đến khi công bố.', newTitle: 'Tờ khai mới', head: 'Tên và nguồn của biểu mẫu',
    title_vi: 'Tên biểu mẫu', title_en: 'Tên tiếng Anh', how: 'Cách sửa', fields: 'Các mục', source: 'Lược đồ JSON',
    sourceHint: 'JSON Schema 2020-12 và gợi ý hiển thị x-…; từ khóa không hỗ trợ được nêu tên và không công bố được.', sourceGood: 'Lược đồ không có lỗi.', noJson: 'Không phải là một đối tượng JSON, xem dòng {line}.', apply: 'Áp dụng', revert: 'Trở về bản đã lưu',
    preview: 'Xem trước', example: 'Điền ví dụ', judge: 'Thử kiểm tra', broken: 'Lược đồ còn lỗi nên đang hiển thị bản gần nhất không có lỗi.',
  },
  field: {
    add: 'Thêm mục', addInside: 'Thêm mục vào “{name}”', kindLabel: 'Loại mục', newTitle: 'Mục mới', newChoice: 'Lựa chọn mới', must: 'bắt buộc',
    kind: { text: 'Văn bản', textarea: 'Văn bản nhiều dòng', number: 'Số', date: 'Ngày', choice: 'Lựa chọn', tick: 'Ô đánh dấu', group: 'Nhóm', table: 'Bảng', other: 'Loại khác' },
    title_vi: 'Nhãn', title_en: 'Nhãn tiếng Anh', help_vi: 'Hướng dẫn', help_en: 'Hướng dẫn tiếng Anh', name: 'Tên trường dữ liệu', nameHint: 'Chữ thường không dấu, chữ số, gạch dưới; không trùng mục khác', format: 'Khuôn dạng', anyFormat: 'Không quy định',
    minLength: 'Số ký tự tối thiểu', maxLength: 'Số ký tự tối đa', minimum: 'Giá trị nhỏ nhất', maximum: 'Giá trị lớn nhất', unit_vi: 'Đơn vị', unit_en: 'Đơn vị (tiếng Anh)', whole: 'Chỉ nhận số nguyên', minItems: 'Số dòng tối thiểu', maxItems: 'Số dòng tối đa',
    required: 'Bắt buộc điền', mustTick: 'Phải đánh dấu mới nộp được', choices: 'Các lựa chọn (giá trị lưu, chữ hiển thị, chữ tiếng Anh)', choice_value: 'Lựa chọn {n}: giá trị lưu', choice_vi: 'Lựa chọn {n}: chữ hiển thị', choice_en: 'Lựa chọn {n}: chữ tiếng Anh', addChoice: 'Thêm lựa chọn',
    otherText: 'Loại mục này chỉ sửa được trong lược đồ JSON.',
  },
  condition: {
    tag: 'điều kiện', says: 'Khi {what}', saysIs: '“{field}” là {values}', saysFilled: '“{field}” được điền', saysTicked: '“{field}” được đánh dấu', saysUnticked: '“{field}” không được đánh dấu', or: ' hoặc ', also_and: ' và ', unread: 'Khi (điều kiện chỉ đọc được trong lược đồ JSON)',
    when: 'Điều kiện', field: 'Tùy theo mục', and: 'Và mục', is: 'có giá trị', filled: 'được điền', ticked: 'được đánh dấu', unticked: 'không được đánh dấu', gone: 'không còn trong lựa chọn', more: 'Thêm mục vào điều kiện', also: 'Khi đó bắt buộc điền thêm',
    add: 'Thêm điều kiện', addInside: 'Thêm điều kiện trong “{name}”', addField: 'Thêm mục chỉ hiện khi đó', remove: 'Bỏ điều kiện', removeTitle: 'Bỏ điều kiện?', removeText: 'Các mục chỉ hiện theo điều kiện này cũng bị bỏ khỏi bản nháp (muốn giữ lại thì chuyển ra trước). Có thể hoàn tác cho đến khi công bố.',
    inUse: 'Mục “{name}” đang dùng trong điều kiện. Hãy bỏ hoặc đổi điều kiện trước.', other: 'Điều kiện này dùng cấu trúc mà màn hình chưa sửa được, giữ nguyên như trong lược đồ JSON:', keyword: 'Phần chỉ sửa được trong lược đồ JSON, giữ nguyên:', shown: 'Hiện mục này', always: 'luôn luôn', whenShort: 'khi {what}',
  },
  version: {
    title: 'Các phiên bản', none: 'Chưa có phiên bản nào', noneText: 'Cơ quan chưa mở thủ tục này: người nộp hồ sơ chưa nộp được.', number: 'Phiên bản', no: 'Phiên bản {n}', when: 'Hiệu lực', since: 'Từ {from}', until: 'Từ {from} đến hết {to}', dossiers: 'Hồ sơ', counts: '{filed} hồ sơ, {open} đang giải quyết', by: '{name} công bố ngày {day}', replacedBy: 'Được thay thế bằng {code}',
    noFees: 'Không có mức thu nào',
    in_force: 'đang áp dụng', to_come: 'sắp áp dụng', ended: 'hết hiệu lực', difference: 'Khác nhau giữa hai phiên bản', from: 'Từ', to: 'đến',
  },
}
