// While one answers a form: keeps what is typed, and asks what follows from it. The server says
// which questions there are; those that stay are left alone, with what stands in them.
import { CharacterCount } from 'govuk-frontend';

const TYPED_PAUSE = 800;
const CHOSEN_PAUSE = 120;
const UNCOUNTED =
  '[data-module=govuk-character-count]:not([data-govuk-character-count-init])';

export function startAsking(page) {
  for (const form of page.querySelectorAll('form[data-asks]')) new Asking(form).start();
}

class Asking {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector('[data-draft]');
    this.timer = null;
    this.turn = 0;
    this.over = false;
  }

  start() {
    this.form.addEventListener('input', () => this.later(TYPED_PAUSE));
    this.form.addEventListener('change', () => this.later(CHOSEN_PAUSE));
    this.form.addEventListener('submit', (event) => this.submitted(event));
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pause);
  }

  // A row more or less needs no new page; all other buttons do.
  submitted(event) {
    const name = event.submitter?.name ?? '';
    clearTimeout(this.timer);
    if (!/\.(add|remove)$/.test(name)) {
      this.turn += 1;
      return;
    }
    event.preventDefault();
    this.ask(event.submitter);
  }

  async ask(button = null) {
    if (this.over) return;
    const turn = (this.turn += 1);
    const body = new URLSearchParams(new FormData(this.form));
    if (button) body.set(button.name, button.value);
    try {
      const answer = await fetch(this.form.dataset.asks, { method: 'POST', body });
      const text = await answer.text();
      // Only the newest question counts: an older answer knows less than the page does.
      if (turn === this.turn) this.answered(answer.status, text, button);
    } catch {
      if (turn === this.turn) this.say(this.status.dataset.failed);
    }
  }

  answered(status, text, button) {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const questions = page.getElementById('questions');
    const gone = page.querySelector('[data-gone]');
    if (status === 200 && questions) {
      this.show(questions, button);
      this.say(questions.dataset.saved);
    } else if (status === 409 && gone) {
      this.over = true;
      this.status.replaceChildren(...gone.childNodes);
    } else {
      const signedOut = status === 401 || status === 400;
      this.say(signedOut ? this.status.dataset.signedOut : this.status.dataset.failed);
    }
  }

  // Said politely, and only when it has changed.
  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  show(fresh, button) {
    const there = this.form.querySelector('#questions');
    for (const old of there.querySelectorAll(':scope > [data-kept]')) old.remove();
    there.prepend(...fresh.querySelectorAll(':scope > [data-kept]'));
    const rows = button?.name.replace(/\.(add|remove)$/, '');
    merge(there, fresh, rows);
    for (const one of there.querySelectorAll(UNCOUNTED)) new CharacterCount(one);
    if (button) focusRows(there, rows, button.name.endsWith('.add'));
  }
}

// Makes the questions of `there` those of `fresh`, in their order.
function merge(there, fresh, rows) {
  const known = new Map(own(there).map((one) => [one.dataset.question, one]));
  let before = [...there.querySelectorAll(':scope > [data-kept]')].at(-1) ?? null;
  for (const one of own(fresh)) {
    const old = known.get(one.dataset.question);
    known.delete(one.dataset.question);
    const keep = old && stays(old, one, one.dataset.question === rows);
    if (keep) deeper(old, one, rows);
    else if (old) old.replaceWith(one);
    else if (before) before.after(one);
    else there.prepend(one);
    before = keep ? old : one;
  }
  for (const old of known.values()) old.remove();
}

function own(place) {
  return [...place.querySelectorAll(':scope > [data-question]')];
}

// Whether a question may stay as it is: texts and choices that have changed may not.
function stays(old, fresh, isRows) {
  if (isRows) return false;
  if (fresh.hasAttribute('data-reading')) return old.innerHTML === fresh.innerHTML;
  if (old.contains(document.activeElement)) return true;
  return offered(old) === offered(fresh);
}

function offered(question) {
  if (question.querySelector('[data-questions]')) return '';
  const options = question.querySelectorAll('option, input[type=radio], input[type=checkbox]');
  const fixed = question.querySelector('[readonly]')?.value ?? '';
  return [...options].map((one) => one.value).join('\n') + fixed;
}

function deeper(old, fresh, rows) {
  const inner = places(fresh);
  places(old).forEach((place, number) => {
    if (inner[number]) merge(place, inner[number], rows);
  });
}

// Where the questions of a group or of its rows are; not those of groups in it.
function places(question) {
  const found = [...question.querySelectorAll('[data-questions]')];
  return found.filter((one) => one.closest('[data-question]') === question);
}

function focusRows(there, name, added) {
  const place = there.querySelector(`[data-question="${CSS.escape(name)}"] [data-rows]`);
  const lines = place?.querySelectorAll('.app-rows__row') ?? [];
  const last = lines[lines.length - 1];
  const field = added && last?.querySelector('input:not([type=hidden]), select, textarea');
  (field ?? place)?.focus();
}
