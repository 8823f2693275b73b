// Writes package-lock.json anew, without the addresses of those who ask for money.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], {
  stdio: 'inherit',
});
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
for (const one of Object.values(lock.packages)) {
  delete one.funding;
  delete one.deprecated;
}
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
