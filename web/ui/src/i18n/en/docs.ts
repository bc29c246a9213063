export default {
  title: 'API documentation', raw: 'The file openapi.json', groups: 'Groups', search: 'Find an address', none: 'No address matches',
  roles: 'Who may call:', parameters: 'Parameters', required: 'required', body: 'Body', answers: 'Answers', fields: 'Fields', field: 'Field', type: 'Type', note: 'Meaning and limits',
}
