export default {
  title: 'Procedure settings', editorTitle: 'Editing a procedure',
  list: {
    title: 'Procedure settings', lead: 'The procedures this office handles. A change is written as a new version, checked, and published from a day on; dossiers that were filed keep the version they were filed under.',
    search: 'Search by code, name, field (accents not needed)', empty: 'No procedures', emptyText: 'No procedure fits what you look for.', name: 'Procedure', version: 'Version', draft: 'Draft',
    next: 'Version {n} from {from}', draftBy: '{by}, {at}', which: 'Choose a list', opened: 'Open here ({n})', unopened: 'Without a version ({n})', unopenedLead: 'Procedures of the catalogue that this office has not opened. A first version begins with what the catalogue knows; what is not known stays empty and must be filled in before publishing.', unknownTerm: 'not known', coming: 'not in force yet', back: '‹ List of procedures', catalogue: 'In the catalogue',
  },
  section: { label: 'Parts of the procedure', general: 'General', components: 'Components', fees: 'Fees', steps: 'Step table', eforms: 'E-forms', review: 'Differences and check', versions: 'Versions', errors: 'errors: {n}' },
  draft: {
    openFirst: 'Write the first version', savedFirst: 'First version, begun from the catalogue. Last saved: {by}, {at}.', countsFirst: '{errors} errors to put right before publishing. What the catalogue does not know is left empty, not made up.',
    open: 'Begin a new version (from version {n})', readOnly: 'Only the system administrator’s seat writes and publishes versions. You are looking on.', tag: 'Draft', saving: 'Saving…',
    saved: 'Copied from version {n}. Last saved: {by}, {at}.', counts: 'Differences from the version before: {changes}. Errors to put right before publishing: {errors}.', undo: 'Undo', redo: 'Redo', discard: 'Discard draft',
    discardTitle: 'Discard this draft?', discardText: 'All changes that are not published are lost:', discarded: 'The draft was discarded', publish: 'Publish…',
  },
  publish: {
    titleFirst: 'Publish the first version of procedure {code}', whatFirst: 'Main facts', opens: 'From its first day the office opens this procedure and receives dossiers under version 1.',
    title: 'Publish a new version of procedure {code}', what: 'What changes', from: 'For dossiers filed from', earliest: '{day} at the earliest: the last dossier was filed on {filed} under the old version.', earliestFree: '{day} at the earliest.',
    stay: 'Open dossiers that keep the old version: {n}. Their time limit, components and steps do not change.', noneStay: 'No open dossier is under the old version.', send: 'Publish version {n}', done: 'Version {n} was published, in force from {day}',
  },
  change: { none: 'No difference.' },
  finding: { error: 'Error:', warning: 'To be looked at:', note: 'Note:' },
  place: {
    rules: 'Rule “{name}”', components: 'Paper “{name}”', components_unnamed: 'Paper no. {n}', fees: 'Charge “{name}”', fees_unnamed: 'Charge no. {n}', steps: 'Step {n} “{name}”', steps_unnamed: 'Step {n}',
    variants: 'Case “{name}”', variants_unnamed: 'Case no. {n}', eforms: 'E-form “{name}”', eforms_unnamed: 'E-form no. {n}', field: 'Field “{name}”',
  },
  review: { first: 'First version', differs: 'Differences from version {n}', wrong: 'Check', nothingWrong: 'Nothing is wrong. It can be published.' },
  row: { up: 'Move up: {name}', down: 'Move down: {name}', remove: 'Remove' },
  term: { number: 'Number', unit: 'Unit', workdays: 'working days', days: 'days', workhours: 'working hours' },
  general: {
    what: 'Name, result, basis', name_vi: 'Name (Vietnamese)', name_en: 'Name (English)', result_vi: 'Result (Vietnamese)', result_en: 'Result (English)', legal: 'Legal basis', source: 'Source', certainty: 'Certainty',
    terms: 'Time limits and supplements', term: 'Time limit', intake: 'Limit for accepting', intakeHint: 'Since the system received an online dossier', silence: 'Wait for a supplement', silenceHint: 'After that the dossier is closed',
    rounds: 'Supplements that may be asked for', policy: 'When a supplement is asked for while handled, the time limit', nonTerritorial: 'May be received anywhere, whatever the territory',
    end: 'End and replacement', endHint: 'Only where the procedure is abolished or replaced. Dossiers that were filed go on under their version.', effectiveTo: 'Last day of filing', replacedBy: 'Replaced by', replacedByHint: 'Code of a procedure, such as 1.014390',
  },
  rule: {
    title: 'Supplement and silence', lead: 'Each rule has a value, a basis, and how sure that basis is. Without a basis of its own it is the system’s default.', source: 'Basis of the rule', add: 'State a basis', remove: 'Remove the basis, use the default',
  },
  takeBack: {
    open: 'Take back…', title: 'Take version {n} of procedure {code} back?', means: 'Version {n}, meant from {day}, leaves the list of versions. Version {previous} goes on; fees are as before the publication. Nothing has been filed under version {n}.', reason: 'Reason',
    meansFirst: 'Version {n}, meant from {day}, is the first of this procedure. Once it is taken back, the office does not take in dossiers of this procedure; the fees published with it go too. Nothing has been filed under version {n}.',
    keep: 'Make what was written the draft again, to correct and publish anew', send: 'Take version {n} back', done: 'Version {n} was taken back',
  },
  component: {
    lead: 'What stands in a database must not be asked for (Resolution 66.7/2025): name the database that replaces it.', add: 'Add a component', unnamed: '(no name yet)', removeTitle: 'Remove the component?', removeText: 'Removes “{name}” from the draft. It can be undone until publication.',
    name_vi: 'Name (Vietnamese)', name_en: 'Name (English)', code: 'Code', codeHint: 'Small letters without accents, digits, hyphens', kind: 'Handed in as', handling: 'How it is received', data: 'Replaced by data', dataHint: 'Name of the database; empty if there is none', required: 'Required',
  },
  fee: {
    general: 'Fees', stage: 'When it is paid', noStage: 'Not laid down', text_vi: 'Note on fees (Vietnamese)', text_en: 'Note on fees (English)', none: 'No fees.', add: 'Add a fee', unnamed: '(no name yet)',
    lead: 'A new amount is in force from the first day of the version; the row before ends on the day before. A dossier pays what is in force when it is asked to.', name_vi: 'Name (Vietnamese)', name_en: 'Name (English)', code: 'Code of the fee',
    basisLabel: 'How it is worked out', basis: { none: 'No fee', fixed: 'Fixed amount', 'per-item': 'For each item', rate: 'A rate', unknown: 'A fee, amount not known' }, amount: 'Amount (đồng)', rate: 'Rate (%)', min: 'At least (đồng)', max: 'At most (đồng)',
    item_vi: 'Item (Vietnamese)', item_en: 'Item (English)', channel: 'Filed', from: 'In force from', to: 'Until the end of', source: 'Basis of the fee',
  },
  steps: {
    own: 'The version’s own table', which: 'Step table', fits: 'The steps add up to {sum} days, as the time limit.', differs: 'The steps add up to {sum} days, the time limit is {term} days.', picture: 'Picture of the steps', notCounted: 'not counted', days: '{n} days', unnamed: '(no name yet)',
    new: 'Bước mới', add: 'Add a step', addBelow: 'Add a step below', name_vi: 'What is done (Vietnamese)', name_en: 'What is done (English)', kind: 'Kind of work', role: 'Done by', share: 'Time (days; 0 is not counted)', limit: 'Limit of a step that is not counted', stops: 'When the limit passes, handling stops by itself',
  },
  from: {
    open: 'Take over the steps of another procedure…', procedure: 'Procedure that the office receives', choose: 'Choose a procedure', failed: 'The steps of this procedure could not be read. Choose again.',
    lead: 'The days of the steps are shared out by the time limit here. Then each step can be edited as usual.', replaces: 'Replaces the steps that are here (there are {n}); it can be undone. The days are shared out by the time limit here.',
    take: 'Take over these steps ({n})', done: 'Steps taken over from procedure {code}: {n}',
  },
  case: {
    lead: 'The procedure has one table of steps. A case with other steps or another limit (with a council, of one province) is added beside it.', add: 'Add a case (copied from this table)', remove: 'Remove this case', fresh: 'Trường hợp mới', unnamed: '(no name yet)', of: '{name} – {province}',
    head: 'Name and source of the case', name_vi: 'Name (Vietnamese)', name_en: 'Name (English)', codeHint: '“standard” is the usual case of the province chosen', province: 'Where', everywhere: 'Everywhere',
    removeTitle: 'Remove the case?', removeText: 'Removes “{name}” and its table of steps from the draft. Dossiers filed under this case keep their version. It can be undone until publication.',
  },
  eform: {
    which: 'E-form', none: 'This procedure has no e-form yet.', add: 'Add an e-form', remove: 'Remove the e-form', removeTitle: 'Remove the e-form?', removeText: 'Removes “{name}” from the draft. It can be undone until publication.', newTitle: 'Tờ khai mới', head: 'Name and source of the e-form',
    title_vi: 'Title (Vietnamese)', title_en: 'Title (English)', how: 'How to edit', fields: 'Fields', source: 'JSON Schema',
    sourceHint: 'JSON Schema 2020-12 with display hints x-…; a keyword that is not supported is named and cannot be published.', sourceGood: 'Nothing is wrong with the schema.', noJson: 'This is no JSON object, see line {line}.', apply: 'Apply', revert: 'Back to what is saved',
    preview: 'Preview', example: 'Fill in the example', judge: 'Try the check', broken: 'The schema has errors: the last state without errors is shown.',
  },
  field: {
    add: 'Add a field', addInside: 'Add a field inside “{name}”', kindLabel: 'Kind of field', newTitle: 'Mục mới', newChoice: 'Lựa chọn mới', must: 'required',
    kind: { text: 'Text', textarea: 'Long text', number: 'Number', date: 'Date', choice: 'Choice', tick: 'Tick box', group: 'Group', table: 'Table', other: 'Other' },
    title_vi: 'Label (Vietnamese)', title_en: 'Label (English)', help_vi: 'Hint (Vietnamese)', help_en: 'Hint (English)', name: 'Name of the data field', nameHint: 'Small letters without accents, digits, underscores; no other field of that name', format: 'Format', anyFormat: 'Any',
    minLength: 'Least number of characters', maxLength: 'Greatest number of characters', minimum: 'Least value', maximum: 'Greatest value', unit_vi: 'Unit (Vietnamese)', unit_en: 'Unit (English)', whole: 'Whole numbers only', minItems: 'Least number of rows', maxItems: 'Greatest number of rows',
    required: 'Must be filled in', mustTick: 'Must be ticked to file', choices: 'Choices (value kept, Vietnamese, English)', choice_value: 'Choice {n}: value kept', choice_vi: 'Choice {n}: Vietnamese', choice_en: 'Choice {n}: English', addChoice: 'Add a choice',
    otherText: 'This kind of field is edited in the JSON Schema only.',
  },
  condition: {
    tag: 'condition', says: 'When {what}', saysIs: '“{field}” is {values}', saysFilled: '“{field}” is filled in', saysTicked: '“{field}” is ticked', saysUnticked: '“{field}” is not ticked', or: ' or ', also_and: ' and ', unread: 'When (a condition that only the JSON Schema shows)',
    when: 'Condition', field: 'Depends on', and: 'And on', is: 'has the value', filled: 'is filled in', ticked: 'ticked', unticked: 'not ticked', gone: 'no longer a choice', more: 'Add a field to the condition', also: 'Must then be filled in as well',
    add: 'Add a condition', addInside: 'Add a condition inside “{name}”', addField: 'Add a field shown only then', remove: 'Remove the condition', removeTitle: 'Remove the condition?', removeText: 'Fields shown only under it leave the draft as well (move them out first to keep them). It can be undone until publication.',
    inUse: 'A condition depends on “{name}”. Remove or change the condition first.', other: 'This condition has a structure that this screen does not edit; it stays as it is in the JSON Schema:', keyword: 'A part that is edited in the JSON Schema only and stays as it is:', shown: 'Show this field', always: 'always', whenShort: 'when {what}',
  },
  version: {
    none: 'No version yet', noneText: 'This office has not opened the procedure: nobody can file it.', title: 'Versions', number: 'Version', no: 'Version {n}', when: 'In force', since: 'From {from}', until: 'From {from} until the end of {to}', dossiers: 'Dossiers', counts: 'filed: {filed}, open: {open}', by: 'published by {name} on {day}', replacedBy: 'Replaced by {code}',
    noFees: 'No fees',
    in_force: 'in force', to_come: 'to come', ended: 'ended', difference: 'Differences between two versions', from: 'From', to: 'to',
  },
}
