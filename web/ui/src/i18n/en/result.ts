export default {
  rating: {
    lead: 'Each indicator gets 2, 1 or 0 points. Leave out what does not apply. A dossier is rated once.',
    choice: '{text} ({n} pt)', none: 'Not rated', sum: '{points}/{most} points, {n}/9 indicators',
  },
}
