export default {
  title: 'Danh mục thủ tục hành chính', procedureTitle: 'Thủ tục hành chính',
  lead: 'Tất cả thủ tục của ngành mà văn phòng này biết. Điều chưa ai công bố ghi “chưa rõ”; danh mục để tập huấn, không thay văn bản công bố.',
  back: 'Danh mục thủ tục', unknown: 'chưa rõ',
  filter: {
    label: 'Lọc danh mục', search: 'Tìm thủ tục', hint: 'Mã (cả mã cũ), tên, đơn vị – không cần dấu', field: 'Lĩnh vực', anyField: 'Mọi lĩnh vực',
    level: 'Cấp giải quyết', anyLevel: 'Mọi cấp', service: 'Mức dịch vụ công trực tuyến', anyService: 'Mọi mức dịch vụ', known: 'Mức đầy đủ',
    anyKnown: 'Mọi mức đầy đủ', open: 'Đang mở tại cơ quan này ({n})', shown: '{n} trên {of} thủ tục', clear: 'Bỏ lọc',
    none: 'Không có thủ tục phù hợp', noneText: 'Bỏ bớt từ khóa hoặc điều kiện lọc.', option: '{name} ({n})',
  },
  col: { name: 'Thủ tục', level: 'Cấp', service: 'Dịch vụ trực tuyến', term: 'Thời hạn', known: 'Mức đầy đủ' },
  mark: {
    codeUnknown: 'Mã chưa rõ', open: 'Đang mở', replaced: 'Đã thay bằng {code}', ended: 'Hết hiệu lực {day}', recalled: 'Theo trí nhớ – cần đối chiếu',
    inferred: 'Suy ra từ thủ tục tương tự', authored: 'Dựng cho tập huấn', invented: 'Mã tự đặt', found: 'Theo bản công bố',
  },
  page: {
    field: 'Lĩnh vực', level: 'Cấp giải quyết', unit: 'Cơ quan giải quyết', service: 'Dịch vụ công trực tuyến', result: 'Kết quả', legal: 'Căn cứ pháp lý',
    effect: 'Hiệu lực', from: 'từ {day}', to: 'đến hết {day}', between: 'từ {from} đến hết {to}', twin: 'Mã song song (cấp khác)', replacedBy: 'Được thay bằng',
    replaces: 'Thay cho', withdrawn: 'bãi bỏ, chưa rõ thủ tục thay thế', source: 'Nguồn: {source}', note: 'Ghi chú', known: 'Mức đầy đủ của thông tin',
    terms: 'Thời hạn', fees: 'Phí, lệ phí', papers: 'Thành phần hồ sơ', tables: 'Quy trình theo tỉnh', published: 'Các quyết định công bố', versions: 'Phiên bản đang mở tại cơ quan này',
    rules: 'Bổ sung hồ sơ và khi người nộp im lặng', noTerms: 'Chưa rõ thời hạn.', noFees: 'Chưa rõ phí, lệ phí.', noPapers: 'Chưa rõ thành phần hồ sơ.', noTables: 'Chưa có quy trình nội bộ nào được công bố.',
    notOpen: 'Cơ quan này chưa mở thủ tục để tiếp nhận hồ sơ.',
  },
  rule: { what: 'Quy tắc', value: 'Áp dụng' },
  clock: { kind: 'Loại', term: 'Thời hạn', starts: 'Tính từ', rounds: '{n} lần', validity: 'Hiệu lực', always: 'không nêu thời hạn áp dụng', past: 'không còn áp dụng', source: 'Nguồn' },
  fee: { name: 'Khoản thu', amount: 'Mức thu', channel: 'Hình thức nộp', ofVersion: 'Mức thu theo', allVersions: 'mọi phiên bản', version: 'phiên bản {n} ({when})', noneOfVersion: 'Không có mức thu nào có hiệu lực trong thời gian của phiên bản này.' },
  paper: {
    condition: 'Khi: {text}', formUnknown: 'chưa rõ bản chính hay bản sao', replaced: 'Không yêu cầu nộp: thay bằng dữ liệu', database: '{database} – {owner}', basis: 'Căn cứ {basis}',
    counts: '{n} giấy tờ, trong đó {data} được thay bằng dữ liệu',
  },
  table: {
    compare: 'Các bước đặt cạnh nhau; thời gian tính bằng ngày.', authored: 'Dựng cho tập huấn', total: 'Cộng các bước: {n} ngày', term: 'Thời hạn: {term}',
    no: 'B{n}', limit: 'hạn {term}', stops: 'quá hạn thì dừng giải quyết', variant: { standard: 'thông thường', council: 'có hội đồng' },
  },
  flow: { title: 'Sơ đồ quy trình', which: 'Chọn quy trình', bpmn: 'Tải BPMN 2.0', label: 'Sơ đồ quy trình của “{name}”: {table}. Nội dung bằng chữ ở phần “Quy trình theo tỉnh”.', back: 'Nét đứt màu đỏ: trả lại bước trước. Thanh màu: phần thời gian của bước.' },
  pub: { decision: 'Quyết định', day: 'Ngày', standing: 'Hiệu lực', service: 'Dịch vụ', term: 'Thời hạn', as: 'In là “{name}”' },
  version: { number: 'Phiên bản', intake: 'Hạn tiếp nhận', rounds: 'Số lần bổ sung', fee: 'Phí, lệ phí', now: 'đang áp dụng', notNow: 'không áp dụng hôm nay' },
}
