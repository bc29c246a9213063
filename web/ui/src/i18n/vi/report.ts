export default {
  title: 'Báo cáo kết quả giải quyết TTHC',
  lead: 'Biểu số II.06a/VPCP/KSTT – Tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan, đơn vị trực tiếp giải quyết (TT 02/2017/TT-VPCP, TT 01/2020/TT-VPCP).',
  filter: 'Chọn kỳ báo cáo', kindLabel: 'Kỳ báo cáo',
  kind: { month: 'Tháng', quarter: 'Quý', half: 'Sáu tháng', nine_months: 'Chín tháng', year: 'Năm', range: 'Từ ngày – đến ngày' },
  before: 'Kỳ trước', after: 'Kỳ sau', from: 'Từ ngày', to: 'Đến ngày', agency: 'Cơ quan',
  period: 'Từ ngày {from} đến ngày {to}', made: 'lập lúc {at}', until: 'Kỳ chưa kết thúc: số liệu tính đến hết ngày {day}.',
  balanced: 'Khớp: (3) = (7) + (11): {a} = {b} + {c}', unbalanced: 'Không khớp: (3) ≠ (7) + (11): {a} ≠ {b} + {c}',
  csv: 'Tải CSV', table: 'Biểu II.06a', total: 'Tổng cộng',
  none: 'Chưa có hồ sơ nào trong kỳ', noneText: 'Biểu có số liệu khi hồ sơ đầu tiên được tiếp nhận. Chọn kỳ khác hoặc cơ quan khác.',
  rule: 'Kỳ báo cáo tính từ ngày 15 đến ngày 14 (NĐ 09/2019/NĐ-CP, Điều 12). Đúng hạn: giải quyết xong trong ngày hẹn trả; quá hạn: sau thời điểm hẹn trả. Cột (12), (13) tính tại thời điểm hết ngày cuối: hồ sơ đến hạn trong ngày đó mà chưa xong được tính là quá hạn.',
  notYours: 'Báo cáo không dành cho ghế này', notYoursText: 'Ngồi vào ghế kiểm soát TTHC, lãnh đạo Sở hoặc quản trị đơn vị để xem báo cáo.',
  satisfaction: {
    title: 'Mức độ hài lòng', count: '{n} lượt đánh giá, {comments} góp ý', sum: '{points}/18 điểm – {rank}',
    none: 'Chưa có đánh giá nào trong kỳ', noneText: 'Người nộp đánh giá sau khi nhận kết quả.',
    rule: 'Chín tiêu chí, mỗi tiêu chí 2, 1 hoặc 0 điểm (cách chấm theo TT 01/2018/TT-VPCP). Điểm trung bình tính trên số người đã chấm tiêu chí đó. Xếp loại theo trí nhớ nghiệp vụ, cần đối chiếu văn bản: 15–18 xuất sắc, 12–dưới 15 tốt, 9–dưới 12 khá, 6–dưới 9 trung bình, dưới 6 yếu.',
    col: { no: 'STT', indicator: 'Tiêu chí', twos: '2 điểm', ones: '1 điểm', zeros: '0 điểm', unanswered: 'Không đánh giá', mean: 'Điểm trung bình' },
  },
  group: { received: 'Số hồ sơ tiếp nhận', done: 'Số hồ sơ đã giải quyết', open: 'Số hồ sơ đang giải quyết' },
  col: {
    no: 'STT', field: 'Lĩnh vực', received: 'Tổng số', received_online: 'Trực tuyến trong kỳ', received_direct: 'Trực tiếp, bưu chính trong kỳ', carried_over: 'Từ kỳ trước',
    done: 'Tổng số', done_early: 'Trước hạn', done_on_time: 'Đúng hạn', done_overdue: 'Quá hạn', open: 'Tổng số', open_in_time: 'Trong hạn', open_overdue: 'Quá hạn',
  },
}
