export default {
  classes: { title: 'Classes' },
  class: { title: 'Class' },
  watch: { title: 'A trainee’s office', bar: 'READ ONLY – no acts here', of: 'The office of {name}', back: 'To the class board' },
}
