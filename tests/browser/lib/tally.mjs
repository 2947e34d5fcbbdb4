// Counts what passed and remembers what failed, one tally a concern.

const SHOWN = 25;

/** Ends a concern of which one failure is all that anybody wants to see. */
class Noticed extends Error {}

export class Tally {
  passed = 0;
  failures = [];
  notes = [];

  /** `wanted` is a part of the failure that is enough, or null if all are to be found. */
  constructor(name, wanted) {
    this.name = name;
    this.wanted = wanted;
  }

  /** One assertion about one place. `detail` says what was found instead. */
  check(good, place, detail) {
    if (good) {
      this.passed += 1;
      return good;
    }
    const failure = `${place}: ${typeof detail === 'function' ? detail() : detail}`;
    this.failures.push(failure);
    if (this.wanted !== null && failure.includes(this.wanted)) throw new Noticed(failure);
    return good;
  }

  /** A fact worth printing that is neither good nor bad. */
  note(text) {
    this.notes.push(text);
  }

  print(milliseconds) {
    const verdict = this.failures.length === 0 ? 'ok  ' : 'FAIL';
    const seconds = (milliseconds / 1000).toFixed(1);
    console.log(`${verdict} ${this.name}: ${this.passed} good, ${this.failures.length} bad (${seconds} s)`);
    for (const note of this.notes) console.log(`       ${note}`);
    for (const failure of this.failures.slice(0, SHOWN)) console.log(`     - ${failure}`);
    const rest = this.failures.length - SHOWN;
    if (rest > 0) console.log(`     - and ${rest} more`);
  }
}

/**
 * Runs one concern over one site; a concern that breaks down, or looks at nothing, has failed.
 * With `wanted` it ends at the first failure that says so: a sabotage needs no more.
 */
export async function examine(concern, site, env, wanted = null) {
  const tally = new Tally(concern.name, wanted);
  try {
    await concern.run(site, env, tally);
  } catch (error) {
    if (error instanceof Noticed) return tally;
    tally.wanted = null;
    tally.check(false, concern.name, `could not run: ${error.stack}`);
  }
  if (tally.passed + tally.failures.length === 0) tally.check(false, concern.name, 'found nothing to check');
  return tally;
}
