// Of the page's results, as vitest writes them (JSON): a line for each test that failed, or that passed at its second try alone.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const firstLine = (messages) => (messages[0] ?? '').split('\n')[0].slice(0, 300);

for (const file of process.argv.slice(2).filter(existsSync)) {
  for (const { name, status, message, assertionResults } of JSON.parse(readFileSync(file, 'utf8')).testResults) {
    const where = basename(name);
    if (status === 'failed' && assertionResults.length === 0) console.log(`[page] FAILED ${where}: ${firstLine([message ?? ''])}`);
    for (const test of assertionResults) {
      if (test.status === 'failed') console.log(`[page] FAILED ${where}: ${test.fullName}: ${firstLine(test.failureMessages)}`);
      else if (test.status === 'passed' && test.failureMessages.length > 0) console.log(`[page] passed at its second try: ${where}: ${test.fullName}: ${firstLine(test.failureMessages)}`);
    }
  }
}
