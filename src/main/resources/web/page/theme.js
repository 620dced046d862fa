// Runs before the first paint, as a plain script: a module would come too late, and the page would flash.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const choices = ['auto', 'light', 'dark'];

  const chosen = () => {
    try {
      const kept = localStorage.getItem('appconnector.theme');
      return choices.includes(kept) ? kept : 'auto';
    } catch {
      return 'auto';
    }
  };

  const show = (choice) => {
    const scheme = choice === 'auto' ? (dark.matches ? 'dark' : 'light') : choice;
    document.documentElement.dataset.bsTheme = scheme;
  };

  dark.addEventListener('change', () => show(chosen()));
  document.addEventListener('theme-chosen', (event) => {
    try {
      localStorage.setItem('appconnector.theme', event.detail);
    } catch {
      // The choice then lasts as long as the page.
    }
    show(event.detail);
  });
  document.documentElement.dataset.theme = chosen();
  show(chosen());
})();
