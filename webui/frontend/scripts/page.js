// What every page gains where scripts run; none needs it.
import { Button, CharacterCount, ErrorSummary, SkipLink, createAll } from 'govuk-frontend';
import { startAsking } from './asking.js';
import './polling.js';
import { startRevealing } from './revealing.js';
import { startSelecting } from './selecting.js';
import { startShortcuts } from './shortcuts.js';

for (const component of [Button, CharacterCount, ErrorSummary, SkipLink]) {
  createAll(component);
}
startAsking(document);
startRevealing(document);
startSelecting(document);
startShortcuts(document);
