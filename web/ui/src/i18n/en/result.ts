export default {
  papers: 'Result documents', none: 'No result yet', noneText: 'The result is here once it is signed, and issued once the clerk has numbered and sealed it.',
  noNumber: 'No number yet', signed: 'signed by {by} {at}', sealed: 'numbered and sealed by {by} {at}', reason: 'Reason:', view: 'View the document (PDF)',
  about: {
    issue: 'Document no. {number}', correction: 'Corrects document no. {number}', revocation: 'Revokes document no. {number}', reissue: 'Issued in place of document no. {number}',
  },
  delivery: {
    title: 'Return of the result', wanted: 'Asked for: {way}', none: 'Not returned yet.', handed: 'Handed over {at}, {by}', tracking: 'tracking number', ended: 'ended {at}',
    receiver: 'Received by: {name}', signed: 'signed for',
  },
  archive: { title: 'Archive', text: 'Put into the archive {at}, {by}. To be kept: {retention}.' },
  register: {
    title: 'Register of results', lead: 'Every result document: signed, issued, corrected, revoked, re-issued. Old ones stay in the register, marked.',
    none: 'No document', noneText: 'The register fills as dossiers are decided. Drop some of the conditions if need be.',
    notYours: 'The register of results is not for this seat', notYoursText: 'Take the seat of an officer, a controller or an administrator.',
  },
  tracking: {
    title: 'Register of dossiers and control sheets of a period', field: 'Field', anyField: 'All fields', issue: 'Issue', none: 'Nothing has been issued yet.',
    form: 'What', forms: { '07': 'Register of dossiers (form 07)', '06': 'Control sheets (form 06)' }, issued: { '07': 'Register of dossiers issued', '06': 'List and control sheets issued' },
    entries: '{n} dossiers', by: '{by}, {at}', view: 'View, print (PDF)',
  },
  numbers: {
    title: 'Numbers of submission notes', any: 'Any standing', voided: 'Numbers not used', none: 'No number has been given yet.', noneVoided: 'Every number was used.', noReason: 'none given',
    lead: 'A number once given goes to no other paper. One whose dossier is sent back or ends before the note is issued is not used, with the reason, who and when; a note submitted again takes the next number.',
    col: { number: 'Number, symbol', given: 'Given by' },
  },
  filter: { label: 'Filter the register', q: 'Find in the register', hint: 'Number, code, owner', status: 'Standing', act: 'Kind of document' },
  statuses: { any: 'Any standing', signed: 'Waits for number and seal', valid: 'In force', corrected: 'Corrected', revoked: 'Revoked', replaced: 'Re-issued' },
  acts: { any: 'Any kind', issue: 'Result', correction: 'Correction', revocation: 'Revocation', reissue: 'Re-issue' },
  col: { number: 'Number, day', paper: 'Document', dossier: 'Dossier', signed: 'Signed by', status: 'Standing' },
  rating: {
    lead: 'Each indicator gets 2, 1 or 0 points. Leave out what does not apply. A dossier is rated once.',
    choice: '{text} ({n} pt)', none: 'Not rated', sum: '{points}/{most} points, {n}/9 indicators',
    title: 'Satisfaction', notYet: 'The applicant has not rated yet.', by: '{by}, {at}',
  },
}
