// Of the page's results, as vitest writes them (JSON): each test that failed, or that passed at its second try alone, with what happened at each try.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Of one try: what went wrong, what a browser waited for, and where in the test. */
const told = (message) =>
  message
    .replace(/\x1b\[[0-9;]*m/g, '')
    .split('\n')
    .filter((line, n) => line.trim() !== '' && (n < 12 || /e2e\/|tests\//.test(line)))
    .slice(0, 16)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join('\n');
const tries = (messages) => messages.map(told).join('\n    and then\n');

for (const file of process.argv.slice(2).filter(existsSync)) {
  for (const { name, status, message, assertionResults } of JSON.parse(readFileSync(file, 'utf8')).testResults) {
    const where = basename(name);
    if (status === 'failed' && assertionResults.length === 0) console.log(`[page] FAILED ${where}\n${told(message ?? '')}`);
    for (const test of assertionResults) {
      if (test.status === 'failed') console.log(`[page] FAILED ${where}: ${test.fullName}\n${tries(test.failureMessages)}`);
      else if (test.status === 'passed' && test.failureMessages.length > 0) console.log(`[page] passed at its second try: ${where}: ${test.fullName}\n${tries(test.failureMessages)}`);
    }
  }
}
