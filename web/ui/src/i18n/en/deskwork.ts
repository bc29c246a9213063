export default {
  queues: 'Work queues of this seat',
  partOff: 'Take this condition off',
  more: {
    open: 'Filter by handler, day of filing', handler: 'Handler', anybody: 'Anybody', from: 'Filed from', to: 'Filed to', of: 'Handler: {name}', since: 'Filed from {day}', until: 'Filed to {day}',
    turned: 'The last day must not be before the first', turnedText: 'Choose the days of filing again.',
  },
  sort: { label: 'Order', own: 'Usual order', newest: 'Filed last first', oldest: 'Filed first first', due: 'By the limit that is running', owner: 'By name of the owner' },
  steps: { before: '‹ Previous dossier', after: 'Next dossier ›', at: '{at}/{of}' },
  seat: { title: 'Change seats', how: 'Arrows choose, Enter takes the seat.' },
  views: {
    choose: 'Saved views', save: 'Save this view', name: 'Name of the view', share: 'Share with everybody in {org}', again: 'The view of that name is replaced.',
    saved: 'View “{name}” saved', remove: 'Remove this view', removed: 'View “{name}” removed', removeTitle: 'Remove the view?', removeText: 'The view “{name}” is removed from the list; no dossier changes.',
    lent: '{name} (shared)', from: '{name} – {by}',
  },
  bulk: {
    label: 'What may be done with the chosen dossiers', pick: 'Choose dossier {name}', pickAll: 'Choose all dossiers shown', chosen: '{n} dossiers chosen', whole: 'All {n} dossiers of the filter chosen',
    takeWhole: 'Choose all {n} dossiers of the filter', clear: 'Choose none', title: { open: '{act}: many dossiers', done: 'Outcome: {act}, many dossiers' },
    will: 'For the {n} chosen dossiers. Each dossier is an act of its own, checked and recorded on its own.', willWhole: 'For all dossiers of the filter, at most {n} at once. Each dossier is an act of its own, checked and recorded on its own.',
    try: 'Preview', back: 'Change the input', run: 'Do it for {n} dossiers', preview: '{good} dossiers can be done, {bad} cannot. Nothing is recorded yet.',
    more: 'The filter finds more: at most {n} dossiers are done at once, in the order of the list.', running: '{done}/{total} dossiers done.', progress: 'Progress', each: 'What cannot be done is told for its dossier and does not stop the others.',
    outcome: '{good} dossiers done, {bad} not done.', told: '{act}: {n} dossiers', lines: 'Outcome of each dossier', result: 'Outcome', unknown: 'Dossier no. {n}',
    outcomes: { will: 'Can be done', cannot: 'Cannot be done', done: 'Done', failed: 'Not done' },
    anyDivision: "By each dossier's process", forms: 'Forms to print', papers: 'Open the PDF with all that was printed',
    undo: {
      ok: 'Go back to before the batch', recall: 'Take these dossiers back', title: 'Go back to before the batch?', text: 'The {n} acts of this batch are rewound at once. The rewind can be undone.',
      textLater: 'Other acts came after this batch: they are rewound too. The rewind can be undone.', done: 'Rewound to before the batch of {n} acts', training: 'In training only: a real office cannot go back.',
    },
  },
  keys: {
    button: 'Shortcuts', title: 'Keyboard shortcuts', on: 'Shortcuts on', close: 'Close', here: 'works here',
    about: 'Shortcuts do nothing while you type. Turn them off if you use a screen reader or speech input; this browser remembers the choice.',
    group: { anywhere: 'Anywhere in the office', list: 'List of dossiers', dossier: 'Page of a dossier', dialog: 'Dialog' },
    what: {
      help: 'Show the shortcuts', home: 'To the list of dossiers', seat: 'Change seats', next: 'To what to do next', down: 'Dossier below', up: 'Dossier above', open: 'Open the dossier', search: 'To the search field',
      select: 'Choose the dossier or not', selectAll: 'Choose all dossiers shown', bulk: 'To the bar for many dossiers', queues: 'To the work queues', more: 'Show more dossiers',
      main: 'Do the main act of the dossier', acts: 'To what can be done', tab: 'Open tab 1 to 9 (0: tab 10)', nextDossier: 'Next dossier', previousDossier: 'Previous dossier', back: 'Back to the list',
      send: 'Send, do it', cancel: 'Close without doing it',
    },
  },
}
