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
  fit(viewer, panel);
  for (const button of panel.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => zoom(viewer, panel, button.dataset.zoom));
  }
  // The words say the same: they step back once the picture is there.
  panel.parentElement.querySelector('[data-steps]').open = false;
  panel.dataset.ready = 'yes';
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
  const here = viewer.get('elementRegistry').get((panel.dataset.current ?? '').split(' ')[0]);
  const middle = here && readable > scale ? here.x + here.width / 2 : inner.x + inner.width / 2;
  const furthest = inner.x + inner.width - width + 20;
  const left = width > inner.width ? inner.x + (inner.width - width) / 2 : middle - width / 2;
  canvas.viewbox({
    x: width > inner.width ? left : Math.max(inner.x - 20, Math.min(left, furthest)),
    y: inner.y + (inner.height - height) / 2,
    width,
    height,
  });
}
