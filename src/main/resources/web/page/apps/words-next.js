/** The texts of a connector's credentials: the current one, and the one that is to follow. */
export const nextWords = {
  title: 'Credential',
  current: 'Current',
  next: 'Next',
  set: (when) => ['set ', when],
  used: 'Used by the last call',
  tried: 'Takes over once the current one is refused',
  takesOver: (time) => `Takes over ${time}`,
  add: 'Add next secret',
  addHelp: 'A secret is about to change? Give the new one now: it takes over when the target refuses the old one, and no run fails in between.',
  promote: 'Make current',
  remove: 'Remove',
  added: 'The next secret is kept.',
  promoted: 'The next secret is the current one now.',
  removed: 'The next secret is removed.',
  nothingChanged: 'The credential was not changed',

  form: {
    title: (name) => `Add next secret for ${name}`,
    when: 'It takes over',
    whens: { refused: 'When the current one is refused', time: 'At a set time' },
    refusedHelp: 'A run that the target answers with 401 is sent once more with it.',
    timeHelp: 'It is not tried before.',
    time: 'Date and time',
    timeZone: (zone) => `By your clock (${zone}).`,
    timeFault: 'Enter a date and time to come.',
    save: 'Add',
  },

  asking: {
    promote: {
      title: (name) => `Make the next secret of ${name} current?`,
      text: 'Every run uses it from now on, on all nodes within a second. The current one is erased, and this cannot be undone.',
      button: 'Make current',
    },
    remove: {
      title: (name) => `Remove the next secret of ${name}?`,
      text: 'It is erased. The current one stays in use.',
      button: 'Remove',
    },
  },
};
