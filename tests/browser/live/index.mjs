// Every concern that is tried before the mock server, in the order it is run.

import { exchanges } from './exchanging.mjs';
import { fields, flash, forbidden, scroll } from './keeping.mjs';
import { crowd, hidden, reconnect, sources, told, trouble } from './linking.mjs';
import { accessibility, keyboard } from './reaching.mjs';
import { hostile, panelShows, paper, sheet } from './showing.mjs';

export const MOCK = [sources, told, scroll, fields, flash, forbidden, panelShows, sheet, trouble, reconnect, crowd, hidden, exchanges, hostile, paper, keyboard, accessibility];
