// Draws a diagram above the same steps in words; where it cannot, the words stay as they were.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

for (const panel of document.querySelectorAll('[data-diagram]')) {
  draw(panel).catch(() => {
    panel.querySelector('[data-canvas]').hidden = true;
    panel.querySelector('.app-diagram__tools').hidden = true;
    panel.querySelector('[data-failed]').hidden = false;
  });
}

async function draw(panel) {
  const container = panel.querySelector('[data-canvas]');
  panel.hidden = false;
  const style = getComputedStyle(panel);
  const viewer = new NavigatedViewer({
    container,
    bpmnRenderer: {
      defaultStrokeColor: style.getPropertyValue('--app-diagram-line').trim(),
      defaultFillColor: style.getPropertyValue('--app-diagram-fill').trim(),
      defaultLabelColor: style.getPropertyValue('--app-diagram-text').trim(),
    },
    textRenderer: {
      defaultStyle: { fontFamily: style.fontFamily, fontSize: 13, lineHeight: 1.2 },
      externalStyle: { fontSize: 12, lineHeight: 1.2 },
    },
  });
  const answer = await fetch(panel.dataset.diagram, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`the diagram answers ${answer.status}`);
  await viewer.importXML(await answer.text());

  const canvas = viewer.get('canvas');
  for (const state of ['done', 'current']) {
    for (const id of (panel.dataset[state] ?? '').split(' ').filter(Boolean)) {
      if (viewer.get('elementRegistry').get(id)) canvas.addMarker(id, `app-is-${state}`);
    }
  }
  lead(viewer, JSON.parse(panel.dataset.links ?? '{}'));
  fit(viewer, panel);
  for (const button of panel.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => zoom(viewer, panel, button.dataset.zoom));
  }
  // The words say the same: they step back once the picture is there.
  const steps = panel.parentElement.querySelector('[data-steps]');
  if (steps) steps.open = false;
  panel.dataset.ready = 'yes';
}

// A click on an element goes where its words in the list lead.
function lead(viewer, links) {
  for (const id of Object.keys(links)) {
    if (viewer.get('elementRegistry').get(id)) viewer.get('canvas').addMarker(id, 'app-leads');
  }
  viewer.get('eventBus').on('element.click', ({ element }) => {
    const url = links[element.id] ?? links[element.labelTarget?.id];
    if (url) window.location.assign(url);
  });
}

function zoom(viewer, panel, how) {
  if (how === 'fit') fit(viewer, panel);
  else viewer.get('zoomScroll').stepZoom(how === 'in' ? 1 : -1);
}

// The whole of it; where its words would be too small to read, the part where the case stands.
function fit(viewer, panel) {
  const canvas = viewer.get('canvas');
  canvas.zoom('fit-viewport', 'auto');
  const { scale, inner, outer } = canvas.viewbox();
  const readable = Math.max(scale * 0.95, 0.78);
  const width = outer.width / readable;
  const height = outer.height / readable;
  // Of what stands there now the smallest: a part of a diagram has what is inside it beside it.
  const now = (panel.dataset.current ?? '').split(' ').map((id) => viewer.get('elementRegistry').get(id));
  const [here] = now.filter(Boolean).sort((a, b) => a.width * a.height - b.width * b.height);
  const at = here ?? { x: inner.x, y: inner.y, width: 0, height: 0 };
  canvas.viewbox({
    x: within(at.x + at.width / 2, width, inner.x, inner.width),
    y: within(at.y + at.height / 2, height, inner.y, inner.height),
    width,
    height,
  });
}

// Where a view of this size begins so that it shows a point, and as little as can be beyond.
function within(point, size, start, whole) {
  if (size > whole) return start + (whole - size) / 2;
  return Math.max(start - 20, Math.min(point - size / 2, start + whole - size + 20));
}
