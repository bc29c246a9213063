export default {
  title: 'File a dossier', lead: 'Choose a procedure, fill it in, review it, file it. Identities and data are simulated.',
  leadCounter: 'Enter what is handed over at the counter: owner, submitter, components received.', leadPostal: 'Enter what came by public post.',
  cannot: 'This seat does not file', cannotText: 'Applicants file online; the one-stop officer enters what is filed at the counter; the postal agent what came by post.',
  stages: { label: 'Steps of filing', choose: 'Choose the procedure', fill: 'Fill in', review: 'Review', done: 'Filed' },
  choose: {
    search: 'Find a procedure', hint: 'Code, name or field – accents do not matter', shown: '{n} procedures', none: 'No procedure fits', noneText: 'Try fewer words.',
    term: 'Time limit: {term}', fee: 'Fee: {fee}', pick: 'File', pickOf: 'File for {name}', drafts: 'My drafts', saved: 'Saved {at}', resume: 'Resume', discard: 'Discard',
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
    channels: { online: 'Online', counter: 'At the one-stop counter', postal: 'By public post' }, refused: 'Not filed:',
  },
  done: {
    title: 'The dossier is filed', text: 'Received by the system at {at}. It must be accepted, sent back for supplement or refused by {due}.', number: 'Dossier no. {n} of this office; it gets its code when it is accepted.',
    open: 'Open the dossier', again: 'File another', elsewhere: 'Another agency is competent: check each component, then pass it on. The term runs from acceptance there.',
  },
  now: {
    label: 'Where your dossier is', what: 'What happens now', by: 'By', you: 'What you must do', nothing: 'Nothing for now.', supplement: 'Provide: {names}. Press “Provide supplement”.', collect: 'Receive the result as you asked.',
    filed: 'The one-stop unit is checking the dossier.', awaiting_supplement: 'Something is missing or not correct; the agency waits for you.', awaiting_payment: 'The agency waits for the fee.', pay: 'Pay the fee as notified.',
    withdrawal_requested: 'You asked to withdraw; the one-stop unit is looking into it.', accepted: 'Accepted, about to go to the division.', in_handling: 'Being handled: {step}.',
    completed: 'The result is there and waits for you.', returned: 'The result is returned. The matter is closed.', intake_refused: 'Not received. The reason is in the refusal slip (Form 03).', stopped: 'Handling was stopped.', withdrawn: 'Withdrawn at your request.',
  },
}
