// Single keys for those who work through lists all day, until they switch them off.
const STORE = 'passerelle.shortcuts';
const TYPING = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

export function startShortcuts(page) {
  const dialog = page.getElementById('shortcuts');
  const box = page.getElementById('shortcuts-on');
  if (!dialog || !box) return;

  box.checked = wanted(page);
  box.addEventListener('change', () => remember(box.checked));
  for (const opener of page.querySelectorAll('[data-opens="shortcuts"]')) {
    opener.hidden = false;
    opener.addEventListener('click', () => dialog.showModal());
  }

  const actions = {
    j: () => move(page, 1),
    k: () => move(page, -1),
    o: () => current(page)?.querySelector('[data-open]')?.click(),
    x: () => current(page)?.querySelector('[data-select]')?.click(),
    c: () => claim(page),
    '/': () => page.querySelector('[data-shortcut="/"]')?.focus(),
    '?': () => dialog.showModal(),
  };
  page.addEventListener('keydown', (event) => {
    if (!box.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (dialog.open || event.target.closest(TYPING)) return;
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
}

// The choice of this browser; where there is none, or none can be kept, what the server says.
function wanted(page) {
  let kept = null;
  try {
    kept = localStorage.getItem(STORE);
  } catch {
    // A browser may forbid it.
  }
  return (kept ?? page.body.dataset.shortcuts) === 'on';
}

function remember(on) {
  try {
    localStorage.setItem(STORE, on ? 'on' : 'off');
  } catch {
    // Then it holds for this page only.
  }
}

function rows(page) {
  return [...page.querySelectorAll('[data-row]')];
}

function current(page) {
  return page.activeElement?.closest('[data-row]') ?? null;
}

function move(page, by) {
  const all = rows(page);
  const at = all.indexOf(current(page));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  const row = all[Math.min(Math.max(next, 0), all.length - 1)];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

// The row that one stands on is selected first, unless others are.
function claim(page) {
  const button = page.querySelector('[data-shortcut="c"]');
  const boxes = [...page.querySelectorAll('[data-select]')];
  const here = current(page)?.querySelector('[data-select]');
  if (here && !boxes.some((box) => box.checked)) here.click();
  if (boxes.some((box) => box.checked)) button?.click();
}
