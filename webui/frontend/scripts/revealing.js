// Shows the questions that follow from an answer only where it is chosen. They come right after it,
// so that a screen reader meets them next; `aria-expanded`, as GOV.UK Frontend sets it, is not
// allowed on a radio button.
export function startRevealing(page) {
  for (const input of page.querySelectorAll('[data-reveals]')) {
    input.form?.addEventListener('change', () => show(page, input));
    show(page, input);
  }
  // Going back, a browser fills a form in without a word.
  window.addEventListener('pageshow', () => {
    for (const input of page.querySelectorAll('[data-reveals]')) show(page, input);
  });
}

function show(page, input) {
  page.getElementById(input.dataset.reveals)?.classList.toggle('app-reveals--hidden', !input.checked);
}
