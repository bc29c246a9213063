export default {
  calendar: {
    title: 'Working calendar', lead: 'Holidays, days in lieu, make-up days and office hours. Dates promised on the receipt do not move by themselves when the calendar changes; recomputing is an act of its own, on record.',
    days: 'Holidays and make-up days', daysOf: 'Holidays and make-up days of {year}', unknownYear: 'No holidays are known for {year}: only Saturdays and Sundays count as closed.',
    readOnly: 'Only the seat of the system administrator adds or removes days. A unit’s administrator sets the office hours of the unit.',
    late: 'Dossiers not due as the calendar now says', lateLead: 'The recorded limit first, then what it would be by the calendar as it stands.', lateNone: 'Every open limit agrees with the calendar.',
  },
  day: {
    day: 'Day', kind: 'Kind of day', name: 'Name', nameEn: 'Name in English (optional)', source: 'Source', sourceHint: 'Law or decision, for instance: Decision 123 of the Prime Minister', actions: 'Actions',
    remove: 'Remove', removeTitle: 'Take {day} out of the calendar', removeSend: 'Take it out', removed: '{day} was taken out of the calendar', reason: 'Reason',
    addTitle: 'Add a day to the calendar', look: 'See the effect', write: 'Write it into the calendar', added: '{day} was added to the calendar',
  },
  kind: { holiday: 'Holiday', lieu: 'Day in lieu or swapped day', 'make-up': 'Make-up day' },
  certainty: { recalled: 'from memory, to be verified', computed: 'by rule', projected: 'projected, no decision yet', authored: 'entered by an administrator' },
  effect: {
    title: 'If it is written', dossier: 'Dossier', kind: 'Limit', from: 'Recorded', to: 'By this calendar', term: 'Due date', acceptance: 'Limit for accepting', none: 'No dossier would be due at another time.',
    counts: '{n} open dossiers were looked at.', leftOut: '{n} whose term was paused or extended are not part of this trial.', promised: 'Writing it does not move dates that were promised.',
  },
  accounts: {
    title: 'Accounts', lead: 'A unit’s administrator keeps the accounts of the unit and those below it; the system administrator keeps all.', add: 'Add an account', import: 'Import a list (CSV)',
    search: 'Find by name, code, role, organisation (accents not needed)', shown: '{n} of {of} accounts', id: 'Code', idHint: 'Lower-case letters, digits, dots, hyphens', name: 'Name', role: 'Role',
    org: 'Organisation', orgCode: 'Organisation code', work: 'Holds', dossiers: '{n} dossiers', disabled: 'Disabled', move: 'Move', disable: 'Disable', enable: 'Enable', send: 'Write',
    title_add: 'Add an account', title_move: 'Change role or organisation: {name}', title_disable: 'Disable the account: {name}', title_enable: 'Enable the account: {name}',
    done: { add: 'Account {name} was added', move: '{name} was moved', disable: 'The account of {name} was disabled', enable: 'The account of {name} was enabled' },
  },
  import: {
    lead: 'A CSV file (UTF-8) of at most 500 rows; its first line names four columns: id, name, role, org. Each row’s outcome is shown first; only when every row is good can they be added, all or none.',
    file: 'Choose a file', counts: '{good} rows good, {bad} rows wrong.', line: 'Line', outcome: 'Outcome', good: 'Will be added', send: 'Add all', done: '{n} accounts were imported',
    column: { id: 'Code', name: 'Name', role: 'Role', org: 'Organisation' },
  },
  recompute: { send: 'Recompute', hint: 'Recorded in each dossier’s history. The date first promised is kept.', done: 'Limits were recomputed by the calendar' },
  hours: {
    title: 'Office hours by organisation', org: 'Organisation', sessions: 'Sessions', own: 'its own', default: 'default', change: 'Change', changeTitle: 'Change office hours: {org}',
    hint: 'Each session hh:mm-hh:mm, separated by commas, at most 4; empty means the default. For instance: 07:00-11:30, 13:30-17:00', write: 'Write the hours', done: 'Office hours set: {org}',
  },
}
