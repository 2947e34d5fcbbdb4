// Every concern of the suite, in the order it is run and printed.
//
// A concern is `{ name, run(site, env, tally) }`; `env` holds the browser and
// the address at which the site is served below a sub-path.

import { accessibility } from './accessibility.mjs';
import { aids } from './aids.mjs';
import { budget } from './budget.mjs';
import { clicks } from './clicks.mjs';
import { columns } from './columns.mjs';
import { heard } from './heard.mjs';
import { html } from './html.mjs';
import { keyboard } from './keyboard.mjs';
import { links } from './links.mjs';
import { oldEngines } from './old_engines.mjs';
import { paper } from './paper.mjs';
import { policy } from './policy.mjs';
import { reflow } from './reflow.mjs';
import { scriptsOff } from './scripts_off.mjs';
import { search, searchPage, searchPolicy } from './search.mjs';
import { tables } from './tables.mjs';
import { targets } from './targets.mjs';

export const CONCERNS = [html, oldEngines, budget, policy, links, clicks, tables, columns, heard, keyboard, targets, reflow, aids, scriptsOff, paper, accessibility, search, searchPage, searchPolicy];
