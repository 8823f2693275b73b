// Lists ask whether they have changed (htmx); nobody asks while the page is out of sight.
import htmx from 'htmx.org';

document.addEventListener('htmx:beforeRequest', (event) => {
  if (document.hidden && event.target.matches('[hx-trigger^="every"]')) event.preventDefault();
});

export default htmx;
