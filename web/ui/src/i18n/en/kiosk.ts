export default {
  title: 'Smart kiosk', welcome: 'Welcome! What would you like to do?', office: 'One-stop unit', leave: 'Leave kiosk mode',
  do: { lookup: 'Look up a dossier', lookupText: 'Type the code or scan the QR code of the receipt', file: 'File a dossier', fileText: 'Fill in, attach papers and file here', mine: 'My dossiers', mineText: 'Follow, supplement, print a slip' },
  identify: { title: 'Identify yourself', text: 'Put your identity card on the reader, or choose a simulated identity below.', simulated: 'Simulated', none: 'In this exercise the machine plays the applicants, so there is no identity to use at the kiosk.' },
  session: { serving: 'Serving: {name}', end: 'End session', home: 'Back to the start', ending: 'Removing the data of this session…' },
  leaving: {
    text: 'For staff only. If you are a citizen, press “Back to the start”.', code: 'Return code of the person who opened the kiosk', hint: 'The four words given on joining the class. If they are lost, the trainer gives new ones.', send: 'Leave',
  },
  idle: { title: 'Are you still there?', text: 'The session ends and all its data is removed in {n} seconds.', stay: 'I am still here' },
  mine: { title: 'My dossiers', none: 'No dossiers yet', noneText: 'Choose “File a dossier” to begin.', open: 'Open', back: 'My dossiers' },
  slip: {
    title: 'Dossier slip', print: 'Print the slip', training: 'TRAINING COPY – SIMULATED DATA, NO LEGAL VALUE', code: 'Dossier code', number: 'Dossier number', procedure: 'Procedure', agency: 'Competent agency', status: 'Status', next: 'Next', due: 'Result due',
    submitted: 'Filed at', printed: 'Printed at the kiosk, {at}', qr: 'QR code of the dossier code {code}', noCode: 'The dossier gets its code when it is accepted.',
  },
  filed: { title: 'The dossier is filed', text: 'Print the slip, then end the session to remove your data from the kiosk.' },
}
