// Every concern of the suite, in the order it is run and printed.
//
// A concern is `{ name, run(site, env, tally) }`; `env` holds the browser and
// the address at which the site is served below a sub-path.

import { accessibility } from './accessibility.mjs';
import { budget } from './budget.mjs';
import { clicks } from './clicks.mjs';
import { columns } from './columns.mjs';
import { covered } from './covered.mjs';
import { heard } from './heard.mjs';
import { html } from './html.mjs';
import { keyboard } from './keyboard.mjs';
import { links } from './links.mjs';
import { oldEngines } from './old_engines.mjs';
import { paper } from './paper.mjs';
import { policy } from './policy.mjs';
import { reflow } from './reflow.mjs';
import { scriptsOff } from './scripts_off.mjs';
import { tables } from './tables.mjs';

export const CONCERNS = [html, oldEngines, budget, policy, links, clicks, tables, columns, heard, keyboard, covered, reflow, scriptsOff, paper, accessibility];
