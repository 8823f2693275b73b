// Counts what is selected in a list, beside the buttons that act on it.
export function startSelecting(page) {
  for (const bar of page.querySelectorAll('[data-bulk]')) {
    const form = bar.closest('form');
    const count = bar.querySelector('[data-bulk-count]');
    const show = () => {
      const selected = form.querySelectorAll('[data-select]:checked').length;
      count.textContent = selected ? String(selected) : '';
      bar.classList.toggle('app-bulk--some', selected > 0);
    };
    form.addEventListener('change', show);
    show();
  }
}
