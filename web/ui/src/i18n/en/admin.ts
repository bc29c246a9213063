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
    title: 'Accounts', lead: 'A unit’s administrator keeps the accounts of the unit and those below it; the system administrator keeps all.', add: 'Add an account', import: 'Import a list', noPasswords: 'Accounts of an exercise have no passwords: whoever sits down uses them.',
    search: 'Find by name, code, role, organisation (accents not needed)', shown: '{n} of {of} accounts', id: 'Code', idHint: 'Lower-case letters, digits, dots, hyphens', name: 'Name', role: 'Role',
    org: 'Organisation', orgCode: 'Organisation code', work: 'Holds', dossiers: '{n} dossiers', disabled: 'Disabled', move: 'Move', disable: 'Disable', enable: 'Enable', send: 'Write',
    title_add: 'Add an account', title_move: 'Change role or organisation: {name}', title_disable: 'Disable the account: {name}', title_enable: 'Enable the account: {name}',
    done: { add: 'Account {name} was added', move: '{name} was moved', disable: 'The account of {name} was disabled', enable: 'The account of {name} was enabled' },
  },
  import: {
    lead: 'A workbook .xlsx (Excel, LibreOffice) or CSV in UTF-8, at most 500 rows; a header row names four columns: account, name, role, organisation. Look at each row first; only when every row is right can it be imported, all or none.',
    template: 'Download the .xlsx template', reading: 'Reading the file…', sheet: 'Sheet', header: 'Header: row {line}', wrongOnly: 'Wrong rows only', cell: 'Cell {place} – {column}',
    file: 'Choose a file', counts: '{good} rows good, {bad} rows wrong.', line: 'Line', outcome: 'Outcome', good: 'Will be added', send: 'Add all', done: '{n} accounts were imported',
    column: { id: 'Code', name: 'Name', role: 'Role', org: 'Organisation' },
  },
  orgs: {
    title: 'Organisations and codes', lead: 'A code says what belongs to what (Decision 20/2020). Codes opened in an exercise have a part that begins with T: none of them is a real one.',
    search: 'Find by name, code, kind (accents do not matter)', shown: 'Showing {n} of {of} organisations', closedToo: 'Closed codes too',
    name: 'Organisation', kind: 'Kind', code: 'Identification code', use: 'Holds', counts: '{accounts} accounts, {dossiers} open dossiers', own: 'your own', below: 'Units below {org}',
    from: 'from {from}', fromTo: 'from {from} until the end of {to}', replaced: '– replaced by {code}',
    state: { open: 'open', closing: 'closing', closed: 'closed', not_yet: 'not open yet' },
    add: 'Add a unit', change: 'Change', close: 'Close', reopen: 'Open again', move: 'Move',
    title_add: 'Add a unit below {org}', title_change: 'Name and address: {org}', title_close: 'Close the code: {org}', title_reopen: 'Open the code again: {org}', title_move: 'Move the unit: {org}',
    codeHint: 'The code of the unit above, a dot, the letter T and 2 or 3 digits. A used code is never given out again.', openOn: 'Opening day', nameVi: 'Name', nameEn: 'English name (optional)', address: 'Address', phone: 'Telephone', email: 'E-mail',
    changeHint: 'Papers that are out keep the old name; new ones bear the new name.', lastDay: 'Last day in force', successor: 'Code that takes its place', noSuccessor: 'None', newParent: 'New unit above', chooseParent: 'Choose the unit above', newCode: 'New code',
    look: 'See what it bears on', effect: 'What it bears on', bearsOn: '{accounts} accounts, {dossiers} open dossiers', cannot: 'This cannot be done yet',
    means_close: 'what was filed keeps the old code and is handled to its end; nothing new is filed to a closed code.', means_reopen: 'the closing day is taken away; the code takes new dossiers again.', means_move: 'the old code is closed from today, the unit bears a new code below the new unit above, and its accounts go with it.',
    send_close: 'Close the code', send_reopen: 'Open again', send_move: 'Move the unit',
    done: { add: '{org} was opened', change: '{org} was changed', close: 'The code of {org} was closed', reopen: 'The code of {org} was opened again', move: '{org} was moved' },
  },
  setup: {
    title: 'Configuration check', errors: '{n} errors', warnings: '{n} warnings', fine: 'nothing looks wrong', none: 'Every step of the procedures in force has somebody to do it.', severity: { error: 'Error', warning: 'Warning' },
  },
  rights: {
    title: 'Roles and rights', lead: 'Which role may do what, from the very table of acts that the system goes by. For one dossier its state and the holder of its step count as well.', open: 'See roles and rights',
    anyRole: 'Every role', roleCount: '{role} ({n} accounts)', search: 'Find an act (accents do not matter)', shown: '{n} of {of} acts', act: 'Act', roles: 'Roles that may', article: 'Article',
  },
  recompute: { send: 'Recompute', hint: 'Recorded in each dossier’s history. The date first promised is kept.', done: 'Limits were recomputed by the calendar' },
  hours: {
    title: 'Office hours by organisation', org: 'Organisation', sessions: 'Sessions', own: 'its own', default: 'default', change: 'Change', changeTitle: 'Change office hours: {org}',
    hint: 'Each session hh:mm-hh:mm, separated by commas, at most 4; empty means the default. For instance: 07:00-11:30, 13:30-17:00', write: 'Write the hours', done: 'Office hours set: {org}',
  },
}
