export default {
  state: { open: 'Open', closed: 'Closed' },
  classes: {
    title: 'Classes', create: 'Open a class', none: 'No classes yet', noneText: 'Open the first one: name it, pick exercises, show the class code.',
    name: 'Class', code: 'Class code', state: 'State', trainees: 'Trainees', exercises: 'Exercises', opened: 'Opened',
  },
  create: {
    title: 'Open a class', name: 'Name of the class', nameHint: 'For example: One-stop unit training, round 2', exercises: 'Exercises of the class',
    pick: 'Pick at least one exercise.', submit: 'Open the class',
  },
  class: { title: 'Class', persons: '{n} trainees' },
  join: {
    title: 'How to join', code: 'Class code', show: 'Show QR code and addresses', hide: 'Hide the QR code', wall: 'Show full screen',
    how: 'Scan the code, or open this address on the class network:', qr: 'QR code to join {code}',
  },
  results: { title: 'Results:', csv: 'Download CSV', xlsx: 'Download Excel (.xlsx)' },
  tools: { title: 'Whole class:', announce: 'Announce', clock: 'Move the clock', rewind: 'Rewind to a step', reset: 'Start again', close: 'Close the class' },
  board: {
    title: 'Live board', exercise: 'Exercise', empty: 'No trainees yet', emptyText: 'Show the class code; trainees appear here as they join.',
    trainee: 'Trainee', score: 'Score', mistakes: 'Mistakes', clock: 'Office time', details: 'Details',
    sum: { all: '{n} trainees', online: '{n} online', stuck: '{n} may be stuck', finished: '{n} finished' },
    order: 'Sort by', by: { stuck: 'Who is stuck first', name: 'Name', progress: 'Progress', score: 'Score', mistakes: 'Mistakes' },
    here: '{n} at work here', notStarted: 'Not started', idle: 'Idle for {n} minutes', online: 'Online', offline: 'Offline',
  },
  row: {
    seat: 'Sitting as', acts: 'Acts', generation: 'Rewinds', watch: 'See the office (read only)', debrief: 'See the result',
    tools: 'Interventions', rewind: 'Rewind to a step', reset: 'Start again', release: 'Give a new return code', code: 'New return code, to be told or handed to the trainee:',
  },
  waive: { ask: 'Waive', reason: 'Reason for waiving this requirement', ok: 'Waive it' },
  announce: { title: 'Announcement to the class', text: 'Text', hint: 'Shown at once on every trainee’s screen.', send: 'Send', sent: 'Announcement sent.' },
  reset: {
    title: 'Start again?', all: 'The offices of ALL trainees of the class go back to the start of the exercise. Trainees can undo this themselves.',
    one: 'The office of {name} goes back to the start of the exercise.', ok: 'Start again',
  },
  rewind: {
    title: 'Rewind to before a step', all: 'The offices of all trainees go back to just before the chosen step.', one: 'The office of {name} goes back to just before the chosen step.',
    where: 'To just before step', before: '{title}', ok: 'Rewind',
  },
  clock: { title: 'Move the office clock', all: 'Moves the clock in the offices of all trainees.', one: 'Moves the clock in the office of {name}.' },
  close: { title: 'Close the class?', text: 'Trainees can no longer enter; results can still be seen and downloaded.', ok: 'Close the class', done: 'The class is closed.' },
  release: { title: 'Give a new return code?', text: 'The old code of {name} stops working; the new one is shown once.', ok: 'Give a new code' },
  bulk: { done: '{act}: done for {n} of {of} trainees', nobody: '{act}: no trainee has begun an exercise, so nothing changes' },
  watch: { title: 'A trainee’s office', bar: 'READ ONLY – no acts here', of: 'The office of {name}', back: 'To the class board' },
}
