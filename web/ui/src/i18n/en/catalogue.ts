export default {
  title: 'Catalogue of administrative procedures', procedureTitle: 'Administrative procedure',
  lead: 'All procedures of the sector that this office knows. What nobody has published reads “not known”; the catalogue is for training and replaces no publication.',
  back: 'Catalogue', unknown: 'not known',
  filter: {
    label: 'Sift the catalogue', search: 'Find a procedure', hint: 'Code (old ones too), name, unit – accents not needed', field: 'Field', anyField: 'Every field',
    level: 'Level that decides', anyLevel: 'Every level', service: 'Online service', anyService: 'Every kind of service', known: 'Completeness',
    anyKnown: 'However complete', open: 'Opened by this agency ({n})', shown: '{n} of {of} procedures', clear: 'Clear',
    none: 'No procedure fits', noneText: 'Use fewer words or conditions.', option: '{name} ({n})',
  },
  col: { name: 'Procedure', level: 'Level', service: 'Online service', term: 'Time limit', known: 'Completeness' },
  mark: {
    codeUnknown: 'Code not known', open: 'Opened', replaced: 'Replaced by {code}', ended: 'Ended {day}', recalled: 'From memory – to be verified',
    inferred: 'Concluded from a similar procedure', authored: 'Made for training', invented: 'Code made up', found: 'As published',
  },
  page: {
    field: 'Field', level: 'Level that decides', unit: 'Handled by', service: 'Online service', result: 'Result', legal: 'Legal basis',
    effect: 'In effect', from: 'from {day}', to: 'until {day}', between: 'from {from} until {to}', twin: 'Twin code (other level)', replacedBy: 'Replaced by',
    replaces: 'Replaces', withdrawn: 'abolished, successor not known', source: 'Source: {source}', note: 'Note', known: 'How much is known',
    terms: 'Time limits', fees: 'Fees', papers: 'Papers', tables: 'Step tables by province', published: 'Decisions that published it', versions: 'Versions this agency has opened',
    rules: 'Supplements, and silence of the applicant', noTerms: 'The time limit is not known.', noFees: 'The fee is not known.', noPapers: 'The papers are not known.', noTables: 'No step table has been published.',
    notOpen: 'This agency has not opened the procedure for dossiers.',
  },
  rule: { what: 'Rule', value: 'What holds' },
  clock: { kind: 'Kind', term: 'Term', starts: 'Counted', rounds: '{n} times', validity: 'Validity', always: 'no dates given', past: 'no longer applies', source: 'Source' },
  fee: { name: 'Fee', amount: 'Amount', channel: 'How it is filed', ofVersion: 'Fees of', allVersions: 'all versions', version: 'version {n} ({when})', noneOfVersion: 'No fee was in force in the time of this version.' },
  paper: {
    condition: 'When: {text}', formUnknown: 'not known whether original or copy', replaced: 'Not to be asked for: data replace it', database: '{database} – {owner}', basis: 'Basis: {basis}',
    counts: '{n} papers, of which data replace {data}',
  },
  table: {
    compare: 'Steps side by side; time in days.', authored: 'Made for training', total: 'Steps add up to {n} days', term: 'Time limit: {term}',
    no: 'B{n}', limit: 'limit {term}', stops: 'past it, handling stops', variant: { standard: 'standard', council: 'with a council' },
  },
  flow: { title: 'Picture of the steps', which: 'Choose a step table', bpmn: 'Download BPMN 2.0', label: 'Picture of the steps of “{name}”: {table}. In words under “Step tables by province”.', back: 'Dashed red: sent back to the step before. Bar: share of the time.' },
  pub: { decision: 'Decision', day: 'Day', standing: 'Standing', service: 'Service', term: 'Term', as: 'Printed as “{name}”' },
  version: { number: 'Version', intake: 'Limit for accepting', rounds: 'Supplement rounds', fee: 'Fee', now: 'in force', notNow: 'not in force today' },
}
