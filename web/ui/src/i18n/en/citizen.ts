export default {
  title: 'File a dossier', lead: 'Choose a procedure, fill it in, review it, file it. Identities and data are simulated.',
  leadCounter: 'Enter what is handed over at the counter: owner, submitter, components received.', leadPostal: 'Enter what came by public post.',
  cannot: 'This seat does not file', cannotText: 'Applicants file online; the one-stop officer enters what is filed at the counter; the postal agent what came by post.',
  stages: { label: 'Steps of filing', choose: 'Choose the procedure', fill: 'Fill in', review: 'Review', done: 'Filed' },
  choose: {
    search: 'Find a procedure', hint: 'Code, name or field – accents do not matter', shown: '{n} procedures', none: 'No procedure fits', noneText: 'Try fewer words.',
    term: 'Time limit: {term}', fee: 'Fee: {fee}', pick: 'File', pickOf: 'File for {name}', drafts: 'My drafts', saved: 'Saved {at}', files: '{n} files', resume: 'Resume', discard: 'Discard',
    resumeOf: 'Resume the draft {name}', discardOf: 'Discard the draft {name}', discardTitle: 'Discard this draft?', discardText: 'What was filled in will be lost. A draft is not a dossier.',
  },
  fill: {
    about: 'Procedure', agency: 'Competent agency', change: 'Another procedure', who: 'Owner and submitter', from: 'Take from a simulated identity', fromNone: 'Enter by hand',
    forOther: 'I file for somebody else (authorised)', byProxy: 'The submitter is not the owner (authorised)', owner: 'Owner', submitter: 'Submitter', self: 'Submitter: {name} ({id})',
    name: 'Name of the person or organisation', kind: 'Kind', idNo: 'Personal or organisation number', idHint: 'Simulated numbers only: citizens begin with 000, organisations with 00.',
    address: 'Address', phone: 'Telephone', email: 'E-mail', proxyPaper: 'Authorisation', proxyHint: 'Number, date and where it was certified.',
    kinds: { citizen: 'Citizen', business: 'Business', agency: 'State agency', other: 'Other organisation' },
    forms: 'Electronic declaration', onPaper: 'The declaration was handed in on paper', components: 'Components', required: 'required', optional: 'if there is one', byData: 'Need not be filed: already in {source}',
    missing: 'Required components missing: {names}. You may file, but will be asked for them.', sets: 'Number of sets', delivery: 'Receiving the result',
    ways: { electronic: 'Electronically, in my data store', counter: 'At the one-stop unit', postal: 'By public post' }, deliveryAddress: 'Address for the result',
    save: 'Save draft', draftSaved: 'Draft saved. A draft is not a dossier.', toReview: 'Review before filing',
  },
  review: {
    lead: 'Read everything again. Once filed it is on record and changes only when a supplement is asked for.', none: 'None', channel: 'Filed', back: 'Back to edit', send: 'File the dossier',
    channels: { online: 'Online', counter: 'At the one-stop counter', postal: 'By public post', kiosk: 'At a smart kiosk' }, refused: 'Not filed:', correct: 'go back and correct the following.',
  },
  done: {
    title: 'The dossier is filed', text: 'Received by the system at {at}. It must be accepted, sent back for supplement or refused by {due}.', number: 'Dossier no. {n} of this office; it gets its code when it is accepted.',
    open: 'Open the dossier', again: 'File another', elsewhere: 'Another agency is competent: check each component, then pass it on. The term runs from acceptance there.',
  },
  files: { lead: 'Tick what you have and attach the files. A paper that is ticked without a file is replaced by a simulated one.', there: 'File attached', remove: 'Remove', earlier: 'Filed before: {name} (dossier {dossier})', reuse: 'Use again' },
  guide: {
    open: 'What you need, what it costs, how long it takes', cost: 'Cost', free: 'No fee', inCase: '{name}: {term}', long: 'Time limit', answer: 'Answer on receipt within', gives: 'What you get', need: 'What you need',
    form: 'Electronic declaration: {name} (filled in on the screen)', maybe: 'Also, if you have it', byData: 'Not to be filed, the agency looks it up', steps: 'The way of the dossier', basis: 'Legal basis: {basis}', begin: 'Begin to file', back: 'Other procedures',
  },
  track: {
    label: 'Where the dossier is', status: '{n}. {name}', apologised: 'The agency apologised and set a new date', next: 'Next', holder: 'Waiting for', you: 'You', agency: 'Competent agency', due: 'Result due', dueFirst: 'First promised', dueNew: 'New date',
    line: 'What happened so far',
  },
  mine: { noCode: 'Dossier no. {n} (no code yet)', owner: 'Owner: {name} · Filed {at}', given: 'Papers you handed in', notGiven: 'Not filed' },
  pay: {
    title: 'Pay the fee', sum: 'Total', simulated: 'Simulated', how: 'How to pay: by transfer', payee: 'Payee', account: 'Account', bank: 'Bank', content: 'Purpose of the transfer', reference: 'Reference of the transfer',
    referenceHint: 'The number the bank gave, for example FT26325000123.', claim: 'I have paid', claimed: 'You reported the payment at {at}, reference {n}. The fee clerk is checking it.', refused: 'The money was not found: {why}. Please check and report again.',
  },
  supplement: {
    title: 'Provide the supplement', lead: 'Provide all of these papers by {at}. Check them well: the agency may ask only a limited number of times.', leadOpen: 'Provide all of these papers. Check them well: the agency may ask only a limited number of times.', remark: 'The officer’s remark: {text}', send: 'Hand in the supplement',
    bareTitle: 'Hand in without files?', bareText: 'These papers have no new file; simulated ones will stand in for them.',
  },
  papers: {
    title: 'My papers', lead: 'Papers and receipts from the agency, and the files you sent.', got: 'Papers received', sent: 'Files sent', sentLead: 'When you file again, these files can be used for the same kind of paper.', none: 'No papers yet',
    noneText: 'Receipts, notices and fee receipts will be here.', noFiles: 'No files sent yet', copy: 'Every download is marked as a training copy without legal value.', number: 'no. {n}', open: 'View or download', notYours: 'This seat has no papers of its own', notYoursText: 'Choose the identity of an applicant.',
  },
  identity: {
    title: 'My identity', lead: 'A simulated identity that belongs to no real person. Choose one to file and follow dossiers.', choose: 'Choose an identity', current: 'In use', take: 'Use this identity', none: 'This exercise has no applicant for people', noneText: 'Here the machine plays the applicants.',
  },
  rate: { title: 'How satisfied are you?', comment: 'Anything else (optional)', send: 'Send', nothing: 'Please answer at least one question.', done: 'You rated at {at}: {n} of {most} points. Thank you.' },
  lookup: { title: 'Look up a dossier', lead: 'Type the dossier’s code or scan the QR code of its receipt. No personal data is shown.', owner: 'Owner: {name}', open: 'Open the dossier' },
  now: { what: 'What happens now' },
}
