export default {
  title: 'Come in',
  heading: 'The one-stop office drill ground',
  lead: 'Every trainee practises in a private office: mistakes harm nobody, and you can go back to any step.',
  ways: 'Ways in',
  join: {
    title: 'Join a class for the first time',
    text: 'Enter the class code given by the trainer and your full name.',
    code: 'Class code', codeHint: 'For example: ABC-234', name: 'Full name', nameHint: 'Your real name, so that the trainer knows you', submit: 'Join the class',
  },
  comeBack: {
    title: 'Come back to a class',
    text: 'Enter the four words of your return code to go on with your exercise.',
    code: 'Return code (four words)', hint: 'Four words with spaces between them; accents are not needed', submit: 'Continue',
    lost: 'Lost the code? Ask the trainer for a new one.',
  },
  inside: {
    trainee: 'You are in the class “{class}” as {name}.', trainer: 'You are signed in: {name}.', go: 'Continue',
  },
  signIn: {
    title: 'Trainer sign-in',
    text: 'Open classes, follow trainees, hand out results.',
    username: 'User name', password: 'Password', submit: 'Sign in',
  },
  card: {
    title: 'Your return code',
    welcome: 'Welcome {name}. You have joined: {class}.',
    keep: 'Keep this code: take a photo, write it down or print it. Only this code (or the trainer) brings you back to your own work on another computer or another day.',
    code: 'Four words', copy: 'Copy the code', print: 'Print the code', go: 'I have kept it – enter the class',
  },
  api: 'API documentation',
}
