export default {
  title: 'Report on the handling of procedures',
  lead: 'Form II.06a – how dossiers were handled at the agency that settles them (Circulars 02/2017 and 01/2020).',
  filter: 'Choose the reporting period', kindLabel: 'Reporting period',
  kind: { month: 'Month', quarter: 'Quarter', half: 'Half-year', nine_months: 'Nine months', year: 'Year', range: 'From – to' },
  before: 'Period before', after: 'Period after', from: 'From', to: 'To', agency: 'Agency',
  period: '{from} to {to}', made: 'made at {at}', until: 'The period has not ended: figures up to the end of {day}.',
  balanced: 'In balance: (3) = (7) + (11): {a} = {b} + {c}', unbalanced: 'Out of balance: (3) ≠ (7) + (11): {a} ≠ {b} + {c}',
  csv: 'Download CSV', table: 'Form II.06a', total: 'Total',
  none: 'No dossier in this period', noneText: 'The form fills when the first dossier is accepted. Choose another period or agency.',
  rule: 'Periods run from the 15th to the 14th (Decree 09/2019, Art. 12). On time: settled on the day it was due; overdue: after the due time. Columns (12) and (13) are taken at the end of the last day: what falls due on that day and is not settled counts as overdue.',
  notYours: 'This report is not for this seat', notYoursText: 'Take the seat of the procedure controller, the director or the unit administrator to read it.',
  satisfaction: {
    title: 'Satisfaction', count: '{n} ratings, {comments} comments', sum: '{points}/18 points – {rank}',
    none: 'Nobody has rated in this period', noneText: 'Applicants rate once the result is in their hands.',
    rule: 'Nine indicators of 2, 1 or 0 points (scoring as in TT 01/2018/TT-VPCP). Means are taken over those who answered. The ranks are recalled and should be checked: 15–18 excellent, 12 to under 15 good, 9 to under 12 fair, 6 to under 9 average, under 6 weak.',
    col: { no: 'No.', indicator: 'Indicator', twos: '2 points', ones: '1 point', zeros: '0 points', unanswered: 'Not rated', mean: 'Mean' },
  },
  group: { received: 'Received', done: 'Settled', open: 'Open' },
  col: {
    no: 'No.', field: 'Field', received: 'Total', received_online: 'Online in the period', received_direct: 'In person, by post in the period', carried_over: 'Carried over',
    done: 'Total', done_early: 'Early', done_on_time: 'On time', done_overdue: 'Overdue', open: 'Total', open_in_time: 'In time', open_overdue: 'Overdue',
  },
}
