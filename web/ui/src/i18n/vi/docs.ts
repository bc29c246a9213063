export default {
  title: 'Tài liệu API', raw: 'Tệp openapi.json', groups: 'Nhóm', search: 'Tìm địa chỉ', none: 'Không có địa chỉ phù hợp',
  roles: 'Ai được gọi:', parameters: 'Tham số', required: 'bắt buộc', body: 'Nội dung gửi', answers: 'Trả lời', fields: 'Các trường', field: 'Trường', type: 'Kiểu', note: 'Ý nghĩa và giới hạn',
}
